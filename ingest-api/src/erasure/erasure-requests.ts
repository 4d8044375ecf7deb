import { z } from 'zod';
import {
	emailSchema,
	erasureIdSchema,
	ERASURE_SCOPES,
	timestampSchema,
} from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import { json } from '../http/answers.ts';
import type { Operation } from '../http/operation.ts';
import { jsonRequest, wireBody, type RequestContext } from '../http/request.ts';
import { readAs } from '../http/unpack-json.ts';
import { eraseByOwner, listErasures } from './erase-by-owner.ts';

const LISTED = 100;

const requestSchema = z.strictObject( { email: emailSchema } );

const countsSchema = z.strictObject( {
	/** Contacts removed, since nothing else references them. */
	contacts: z.int(),
	/** Removed users of stores. */
	users: z.int(),
	/** Orders that stay, without personal data. */
	orders: z.int(),
} );

const doneSchema = z.strictObject( {
	erased_at: timestampSchema,
	counts: countsSchema,
} );

const listSchema = z.strictObject( {
	erasures: z.array(
		doneSchema.extend( {
			/** The hash of the address, which itself is not kept. */
			email_hash: erasureIdSchema,
			scope: z.enum( ERASURE_SCOPES ),
			requested_by: z.enum( [ 'store', 'console', 'api', 'cli' ] ),
			/** The store that asked; null for the account's owner. */
			store_url: z.string().nullable(),
		} )
	),
} );

export const eraseOperation: Operation = {
	id: 'postErasure',
	tag: 'Privacy',
	summary: 'Erase a person',
	description:
		'Erases everything that the account’s stores sent about the person with this e-mail address: the contact, the users and, in orders, the names, addresses, e-mail address, telephone number, notes and text entered by the buyer. The items sold, their prices and the dates stay.',
	body: { name: 'ErasureRequest', schema: requestSchema },
	answer: {
		description:
			'The numbers of erased records; zeros if there was nothing to erase.',
		body: { name: 'Erased', schema: doneSchema },
	},
	problems: [
		'malformed-json',
		'payload-too-large',
		'request-timeout',
		'unsupported-media-type',
		'invalid-body',
	],
};

export async function postErasure(
	{ config, db, log, now }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const body = await wireBody( config.limits, c );
	const { email } = await readAs(
		requestSchema,
		config.limits,
		jsonRequest( c, body )
	);
	const at = now();
	const counts = await eraseByOwner( db, {
		accountId,
		email,
		requestedBy: 'api',
		now: at,
	} );
	log.info( 'person erased', { count: counts.orders } );
	return json( { erased_at: at.toISOString(), counts } );
}

export const erasuresOperation: Operation = {
	id: 'getErasures',
	tag: 'Privacy',
	summary: 'List erasures',
	description: `Returns the last ${ LISTED } erasures, newest first. Each is identified by a hash of the e-mail address: the SHA-256 of the address in lower case (see the record \`erasures\`).`,
	answer: {
		description:
			'The erasures, with the numbers of erased records, the time and who requested each.',
		body: { name: 'Erasures', schema: listSchema },
	},
};

export async function getErasures(
	{ db }: ApiServices,
	_c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const erasures = await listErasures( db, accountId, LISTED );
	return json( {
		erasures: erasures.map( ( erasure ) => ( {
			email_hash: erasure.emailHash,
			scope: erasure.scope,
			requested_by: erasure.requestedBy,
			store_url: erasure.store,
			erased_at: erasure.erasedAt.toISOString(),
			counts: erasure.counts,
		} ) ),
	} );
}
