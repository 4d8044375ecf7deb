import { z } from 'zod';
import { timestampSchema } from '@ivorey/shared';
import { CHANGE_KINDS, SUBJECT_KINDS } from '../accounts/changes.ts';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { listChanges } from '../views/changes-query.ts';
import { answerList, listSchema, textOf } from './answers.ts';
import { pageParameters, parseQuery } from './query.ts';

const ORIGINS = [ 'person', 'store', 'operator', 'api' ] as const;
const NEWEST_FIRST = { by: 'date', direction: 'desc' } as const;

const changeSchema = z.strictObject( {
	id: z.string(),
	at: timestampSchema,
	kind: z
		.enum( CHANGE_KINDS )
		.nullable()
		.describe(
			'The kind of change; null if a later version of Ivorey recorded it.'
		),
	origin: z
		.enum( ORIGINS )
		.describe(
			'`operator` is the operator of Ivorey, using a command; `api` is a program, using a token.'
		),
	person_id: z.string().nullable(),
	name: z
		.string()
		.nullable()
		.describe( 'The person’s name at that time, or the token’s name.' ),
	email: z.string().nullable(),
	subject: z
		.strictObject( {
			kind: z.enum( SUBJECT_KINDS ),
			id: z.string(),
			label: z
				.string()
				.describe( 'The name by which people knew the subject.' ),
		} )
		.nullable()
		.describe( 'The changed object; null if it is the account itself.' ),
	details: z
		.record( z.string(), z.unknown() )
		.describe( 'A few facts about the change.' ),
} );

const changesQuery = z.strictObject( {
	person: z
		.guid( 'must be the id of a person' )
		.optional()
		.describe( 'Only changes by the person with this `person_id`.' ),
	kind: z
		.enum( CHANGE_KINDS )
		.optional()
		.describe( 'Only changes of this kind.' ),
	...pageParameters,
} );

export const changesOperation: Operation = {
	id: 'listChanges',
	tag: 'Account',
	summary: 'List changes',
	description: 'Each change says who changed what.',
	query: changesQuery,
	answer: {
		description: 'A page of changes, newest first.',
		body: listSchema( 'ChangeList', changeSchema ),
	},
};

/** `GET /v1/changes` (R40, R41). */
export async function getChanges(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const { kind, person, ...query } = parseQuery( changesQuery, c );
	return answerList(
		{ ...query, sort: NEWEST_FIRST },
		( { limit, sorting: _, ...place } ) =>
			listChanges(
				db,
				accountId,
				{
					...place,
					personId: person ?? null,
					kinds: kind === undefined ? null : [ kind ],
				},
				limit
			),
		( change ) => ( {
			id: change.id,
			at: textOf( change.at ),
			kind: change.kind,
			origin: change.origin,
			person_id: change.personId,
			name: change.name,
			email: change.email,
			subject: change.subject,
			details: change.details,
		} )
	);
}
