import {
	digestsAnswerSchema,
	digestsRequestSchema,
	explainAnswerSchema,
	explainRequestSchema,
	findAnswerSchema,
	findRequestSchema,
	verifyAnswerSchema,
	verifyRequestSchema,
	versionsAnswerSchema,
	versionsRequestSchema,
	type DigestsAnswer,
	type ExplainAnswer,
	type FindAnswer,
	type VerifyAnswer,
	type VersionsAnswer,
} from '@ivorey/shared';
import type { ApiServices } from '../connections/api-services.ts';
import type { SignedCall } from '../connections/require-signature.ts';
import { json } from '../http/answers.ts';
import type { Operation } from '../http/operation.ts';
import {
	jsonRequest,
	questionLimits,
	type RequestContext,
} from '../http/request.ts';
import { readAs } from '../http/unpack-json.ts';
import { compareRanges } from './compare.ts';
import { compareDigests } from './compare-digests.ts';
import { compareVersions } from './compare-versions.ts';
import { explain } from './explain.ts';
import { findOrders } from './find.ts';

export const verifyOperation: Operation = {
	id: 'verify',
	summary: 'Count and digest records by ranges of IDs',
	description:
		'Finds differences without sending everything: if a range’s digest differs, the store requests the records of that range. Used by plugins that predate `/v1/digests`. Changes nothing.',
	body: { name: 'VerifyRequest', schema: verifyRequestSchema },
	answer: {
		description: 'One result for each range, in the order of the request.',
		body: { name: 'VerifyAnswer', schema: verifyAnswerSchema },
	},
	problems: [ 'invalid-body' ],
};

/** `POST /v1/verify`: Ivorey's records by ranges of IDs. */
export async function postVerify(
	{ config, now, questionsDb: db }: ApiServices,
	c: RequestContext,
	{ connection, body }: SignedCall
): Promise< Response > {
	const { ranges } = await readAs(
		verifyRequestSchema,
		questionLimits( config.limits ),
		jsonRequest( c, body )
	);
	const at = now();
	const answer: VerifyAnswer = {
		server_time: at.toISOString(),
		ranges: await compareRanges( db, connection, ranges ),
	};
	return json( answer );
}

export const digestsOperation: Operation = {
	id: 'digests',
	summary: 'Digest records by ranges of IDs',
	description:
		'Works like `/v1/verify`, but for one element and in a third of the bytes, with consecutive ranges and their digests as one text. If a digest differs, the store requests the records of that range. Changes nothing.',
	body: { name: 'DigestsRequest', schema: digestsRequestSchema },
	answer: {
		description: 'The digest of each range, or the records in the ranges.',
		body: { name: 'DigestsAnswer', schema: digestsAnswerSchema },
	},
	problems: [ 'invalid-body' ],
};

/** `POST /v1/digests`: Ivorey's records by consecutive ranges of IDs. */
export async function postDigests(
	{ config, now, questionsDb: db }: ApiServices,
	c: RequestContext,
	{ connection, body }: SignedCall
): Promise< Response > {
	const request = await readAs(
		digestsRequestSchema,
		questionLimits( config.limits ),
		jsonRequest( c, body )
	);
	const at = now();
	const answer: DigestsAnswer = {
		server_time: at.toISOString(),
		...( await compareDigests( db, connection, request ) ),
	};
	return json( answer );
}

export const versionsOperation: Operation = {
	id: 'versions',
	summary: 'Sum up record versions by ranges of IDs',
	description:
		'Used by the hourly check of delivered records: the store’s ledger has the same versions. If the sum of a range differs, the store requests the records of that range. Changes nothing.',
	body: { name: 'VersionsRequest', schema: versionsRequestSchema },
	answer: {
		description: 'The sum of each range, or the records in the ranges.',
		body: { name: 'VersionsAnswer', schema: versionsAnswerSchema },
	},
	problems: [ 'invalid-body' ],
};

/** `POST /v1/versions`: Ivorey's versions of records. */
export async function postVersions(
	{ config, now, questionsDb: db }: ApiServices,
	c: RequestContext,
	{ connection, body }: SignedCall
): Promise< Response > {
	const request = await readAs(
		versionsRequestSchema,
		questionLimits( config.limits ),
		jsonRequest( c, body )
	);
	const at = now();
	const answer: VersionsAnswer = {
		server_time: at.toISOString(),
		...( await compareVersions( db, connection, request ) ),
	};
	return json( answer );
}

export const explainOperation: Operation = {
	id: 'explain',
	summary: 'Explain an object of the store',
	description:
		'Returns everything that Ivorey has for one object of the store. Changes nothing.',
	body: { name: 'ExplainRequest', schema: explainRequestSchema },
	answer: {
		description:
			'The data for the object; empty if Ivorey never received it.',
		body: { name: 'ExplainAnswer', schema: explainAnswerSchema },
	},
	problems: [ 'invalid-body' ],
};

/** `POST /v1/explain`: Ivorey's records of one object. */
export async function postExplain(
	{ config, now, questionsDb: db }: ApiServices,
	c: RequestContext,
	{ connection, body }: SignedCall
): Promise< Response > {
	const question = await readAs(
		explainRequestSchema,
		questionLimits( config.limits ),
		jsonRequest( c, body )
	);
	const at = now();
	const answer: ExplainAnswer = {
		server_time: at.toISOString(),
		...( await explain( db, connection, question ) ),
	};
	return json( answer );
}

export const findOperation: Operation = {
	id: 'find',
	summary: 'Find orders by number',
	description:
		'Finds the store’s orders with a number, because extensions can give orders their own numbers. Changes nothing.',
	body: { name: 'FindRequest', schema: findRequestSchema },
	answer: {
		description:
			'The WooCommerce IDs, newest order first; empty if no order has the number.',
		body: { name: 'FindAnswer', schema: findAnswerSchema },
	},
	problems: [ 'invalid-body' ],
};

/** `POST /v1/find`: the orders with a number. */
export async function postFind(
	{ config, now, questionsDb: db }: ApiServices,
	c: RequestContext,
	{ connection, body }: SignedCall
): Promise< Response > {
	const question = await readAs(
		findRequestSchema,
		questionLimits( config.limits ),
		jsonRequest( c, body )
	);
	const at = now();
	const answer: FindAnswer = {
		server_time: at.toISOString(),
		ids: await findOrders( db, connection, question ),
	};
	return json( answer );
}
