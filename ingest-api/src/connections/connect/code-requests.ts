import type { z } from 'zod';
import {
	codeDescriptionSchema,
	denyCodeSchema,
	describeCodeSchema,
	exchangeCodeSchema,
	exchangedCodeSchema,
	type ExchangedCode,
} from '@ivorey/shared';
import { json, noContent } from '../../http/answers.ts';
import type { Operation } from '../../http/operation.ts';
import { ProblemError } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';
import type { RequestContext } from '../../http/request.ts';
import type { ApiServices } from '../api-services.ts';
import { denyCode, describeCode, exchangeCode } from './exchange.ts';

const MAX_BODY_BYTES = 8_192;
const BODY_TIMEOUT_MS = 10_000;

export const describeOperation: Operation = {
	id: 'describeCode',
	summary: 'Describe a code',
	description: 'Returns whose code this is and what it would do.',
	body: { name: 'DescribeCode', schema: describeCodeSchema },
	answer: {
		description: 'The details that the store shows to its owner.',
		body: { name: 'CodeDescription', schema: codeDescriptionSchema },
	},
};

export async function postDescribe(
	{ addresses, db, now }: ApiServices,
	c: RequestContext
): Promise< Response > {
	const given = await parseBody( c, describeCodeSchema );
	return json( await describeCode( db, given, addresses.api(), now() ) );
}

export const exchangeOperation: Operation = {
	id: 'exchangeCode',
	summary: 'Exchange an approved code for credentials',
	body: { name: 'ExchangeCode', schema: exchangeCodeSchema },
	answer: {
		description: 'The store is connected.',
		body: { name: 'ExchangedCode', schema: exchangedCodeSchema },
	},
	problems: [ 'unsupported-grant-type', 'store-unconfirmed' ],
};

export async function postToken(
	services: ApiServices,
	c: RequestContext
): Promise< Response > {
	const { addresses, confirmStore, db, keys, log, now } = services;
	const given = await parseBody( c, exchangeCodeSchema );
	const { credentials, key, reconnected } = await exchangeCode( db, given, {
		apiUrl: addresses.api(),
		keys,
		now: now(),
		confirmStore,
	} );
	log.info( 'store joined', {
		connection: credentials.connection,
		repeated: reconnected,
	} );
	const answer: ExchangedCode = {
		credentials,
		return_url: addresses.storePage( key.connectionId ),
	};
	return json( answer );
}

export const denyOperation: Operation = {
	id: 'denyCode',
	summary: 'Decline a code',
	description:
		'Sent when the owner declines the connection. The code becomes invalid.',
	body: { name: 'DenyCode', schema: denyCodeSchema },
	answer: { description: 'The code is invalid now.' },
};

export async function postDeny(
	{ db, now }: ApiServices,
	c: RequestContext
): Promise< Response > {
	const given = await parseBody( c, denyCodeSchema );
	await denyCode( db, given.code, now() );
	return noContent();
}

async function parseBody< T extends z.ZodType >(
	c: RequestContext,
	schema: T
): Promise< z.infer< T > > {
	const read = await readBody(
		c.req.raw.body,
		c.req.header( 'content-length' ),
		MAX_BODY_BYTES,
		BODY_TIMEOUT_MS
	);
	if ( read.kind !== 'read' ) {
		throw invalid( 'Send a small JSON object.' );
	}
	let value: unknown;
	try {
		value = JSON.parse( read.body.toString( 'utf8' ) );
	} catch {
		throw invalid( 'The body is not valid JSON.' );
	}
	const parsed = schema.safeParse( value );
	if ( parsed.success ) {
		return parsed.data;
	}
	const wrong = parsed.error.issues.map( ( { path } ) => path.join( '.' ) );
	if (
		wrong.includes( 'grant_type' ) &&
		typeof value === 'object' &&
		value !== null &&
		'grant_type' in value
	) {
		throw new ProblemError( {
			problem: 'unsupported-grant-type',
			detail: 'Send grant_type "authorization_code".',
		} );
	}
	throw invalid(
		`These are missing or wrong: ${ [ ...new Set( wrong ) ].filter( Boolean ).join( ', ' ) || 'the whole body' }.`
	);
}

function invalid( detail: string ): ProblemError {
	return new ProblemError( { problem: 'invalid-request', detail } );
}
