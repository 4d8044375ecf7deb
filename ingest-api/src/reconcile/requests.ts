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
	summary: 'Number and digest of records, by ranges of ids',
	description:
		"To find out what differs without sending everything: where a range's digest differs, its records are asked for. Plugins from before `/v1/digests` ask this. Changes nothing.",
	body: { name: 'VerifyRequest', schema: verifyRequestSchema },
	answer: {
		description: 'One answer for each range, in their order.',
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
	summary: 'Digests of records, by ranges of ids',
	description:
		'As `/v1/verify`, of one element and in a third of the bytes: ranges that follow each other, and their digests as one text. Where a digest differs, the records of its range are asked for. Changes nothing.',
	body: { name: 'DigestsRequest', schema: digestsRequestSchema },
	answer: {
		description: 'The digest of each range, or the records in them.',
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
	summary: 'Which versions are here, by ranges of ids',
	description:
		'For the hourly check of what a store has delivered: its ledger has the same versions. Where the sum of a range differs, its records are asked for. Changes nothing.',
	body: { name: 'VersionsRequest', schema: versionsRequestSchema },
	answer: {
		description: 'A sum of each range, or the records in them.',
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
	summary: 'What Ivorey has of one object of the store',
	description: 'Changes nothing.',
	body: { name: 'ExplainRequest', schema: explainRequestSchema },
	answer: {
		description: 'What is here; nothing of what never came.',
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
	summary: 'Which order of the store has a number',
	description:
		'Extensions give orders numbers of their own. Changes nothing.',
	body: { name: 'FindRequest', schema: findRequestSchema },
	answer: {
		description:
			"WooCommerce's ids, the last order first; none where there is no such number.",
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
