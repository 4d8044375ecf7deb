import { z } from 'zod';
import {
	decimalSchema,
	timestampSchema,
	verifyReportSchema,
} from '@ivorey/shared';
import { readTimeZone } from '../accounts/accounts.ts';
import { listInvitations } from '../accounts/invitations.ts';
import { listMembers } from '../accounts/members.ts';
import type { TokenCall } from '../accounts/require-token.ts';
import { withPlaces } from '../automations/decimals.ts';
import { readSender } from '../automations/sender.ts';
import type { ApiServices } from '../connections/api-services.ts';
import { PERSON_ROLES } from '../db/console-tables.ts';
import { findStatuses } from '../connections/status.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import {
	DEFAULT_PERIOD,
	PERIODS,
	readOverview,
} from '../views/overview-query.ts';
import { listStores } from '../views/store-query.ts';
import { answerItem, textOf } from './answers.ts';
import { connectionParameter, parseQuery } from './query.ts';
import { runCountsSchema, storeOf, storeShape } from './schemas.ts';

const DAYS = `must be one of ${ PERIODS.join( ', ' ) }`;

const overviewQuery = z.strictObject( {
	days: z.coerce
		.number( DAYS )
		.refine(
			( days ) => PERIODS.some( ( period ) => period === days ),
			DAYS
		)
		.default( DEFAULT_PERIOD )
		.meta( { type: 'integer', enum: PERIODS } )
		.describe( 'The number of days, including today.' ),
	connection: connectionParameter,
} );

const day = z
	.string()
	.describe( 'The day in the account’s time zone, like 2026-01-31.' );

const overviewSchema = z.strictObject( {
	time_zone: z.string(),
	orders: z.array( z.strictObject( { day, orders: z.int() } ) ),
	payments: z
		.array(
			z.strictObject( {
				currency: z.string(),
				total: decimalSchema,
				days: z.array(
					z.strictObject( { day, amount: decimalSchema } )
				),
			} )
		)
		.describe( 'Payments less refunds, by currency.' ),
	latency: z
		.array(
			z.strictObject( {
				day,
				orders: z.int(),
				p50_ms: z.number().nullable(),
				p95_ms: z.number().nullable(),
			} )
		)
		.describe(
			'How long orders took from checkout to Ivorey; null on days without orders.'
		),
	automations: runCountsSchema
		.nullable()
		.describe(
			'The number of automation runs, by state; null if there were none.'
		),
	stores: z.array(
		z.strictObject( {
			...storeShape,
			verified: verifyReportSchema
				.nullable()
				.describe( 'The result of the last comparison of both sides.' ),
		} )
	),
} );

export const overviewOperation: Operation = {
	id: 'getOverview',
	tag: 'Account',
	summary: 'Retrieve the figures of the Overview',
	query: overviewQuery,
	answer: {
		description: 'The figures, with an entry for each day of the period.',
		body: { name: 'Overview', schema: overviewSchema },
		etag: true,
	},
};

/** `GET /v1/overview` (R38, R41). */
export async function getOverview(
	{ db, now }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( overviewQuery, c );
	const connectionId = query.connection ?? null;
	const [ listed, timeZone ] = await Promise.all( [
		listStores( db, accountId ),
		readTimeZone( db, accountId ),
	] );
	const stores = listed.filter(
		( store ) =>
			connectionId === null || store.connectionId === connectionId
	);
	const [ overview, statuses ] = await Promise.all( [
		readOverview( db, accountId, {
			days: query.days,
			connectionId,
			timeZone,
			now: now(),
		} ),
		stores.length === 0
			? null
			: findStatuses(
					db,
					accountId,
					stores.map( ( store ) => store.connectionId )
				),
	] );
	return answerItem( c, {
		time_zone: timeZone,
		orders: overview.orders.map( ( one ) => ( {
			day: one.day,
			orders: one.value,
		} ) ),
		payments: overview.payments.map( ( { currency, total, days } ) => ( {
			currency,
			total: withPlaces( total ),
			days: days.map( ( one ) => ( {
				day: one.day,
				amount: withPlaces( one.value ),
			} ) ),
		} ) ),
		latency: overview.latency.map( ( one ) => ( {
			day: one.day,
			orders: one.value?.orders ?? 0,
			p50_ms: one.value?.p50 ?? null,
			p95_ms: one.value?.p95 ?? null,
		} ) ),
		automations: overview.automations,
		stores: stores.map( ( store ) => ( {
			...storeOf( accountId, store ),
			verified:
				statuses?.get( store.connectionId )?.report.verified ?? null,
		} ) ),
	} );
}

const accountSchema = z.strictObject( {
	id: z.string(),
	name: z.string(),
	time_zone: z.string(),
	sender_name: z
		.string()
		.nullable()
		.describe(
			'The sender name of e-mails to buyers; null if it is the account’s name.'
		),
	reply_to: z.string().nullable(),
	people: z.array(
		z.strictObject( {
			id: z.string(),
			name: z.string().nullable(),
			email: z.string(),
			role: z.enum( PERSON_ROLES ),
			created_at: timestampSchema,
		} )
	),
	invitations: z
		.array(
			z.strictObject( {
				id: z.string(),
				email: z.string(),
				role: z.enum( PERSON_ROLES ),
				invited_by: z.string(),
				created_at: timestampSchema,
				expires_at: timestampSchema,
			} )
		)
		.describe( 'The invitations that have not been answered yet.' ),
} );

export const accountOperation: Operation = {
	id: 'getAccount',
	tag: 'Account',
	summary: 'Retrieve the account',
	description: 'Includes the people in the account and open invitations.',
	answer: {
		description: 'The account.',
		body: { name: 'Account', schema: accountSchema },
		etag: true,
	},
};

/** `GET /v1/account` (R40, R41). */
export async function getAccount(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const [ sender, people, invitations ] = await Promise.all( [
		readSender( db, accountId ),
		listMembers( db, accountId ),
		listInvitations( db, accountId ),
	] );
	return answerItem( c, {
		id: accountId,
		name: sender.accountName,
		time_zone: sender.timeZone,
		sender_name: sender.senderName,
		reply_to: sender.replyTo,
		people: people.map(
			( { personId, name, email, role, createdAt } ) => ( {
				id: personId,
				name,
				email,
				role,
				created_at: textOf( createdAt ),
			} )
		),
		invitations: invitations.map( ( invitation ) => ( {
			id: invitation.invitationId,
			email: invitation.email,
			role: invitation.role,
			invited_by: invitation.invitedBy,
			created_at: textOf( invitation.createdAt ),
			expires_at: textOf( invitation.expiresAt ),
		} ) ),
	} );
}
