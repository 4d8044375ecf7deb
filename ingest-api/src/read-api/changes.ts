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
		.describe( 'null: of a later version of Ivorey.' ),
	origin: z
		.enum( ORIGINS )
		.describe(
			'`operator`: whoever runs Ivorey, by a command; `api`: a program, by a token.'
		),
	person_id: z.string().nullable(),
	name: z
		.string()
		.nullable()
		.describe( 'Of the person at that time, or of the token.' ),
	email: z.string().nullable(),
	subject: z
		.strictObject( {
			kind: z.enum( SUBJECT_KINDS ),
			id: z.string(),
			label: z.string().describe( 'As people knew it.' ),
		} )
		.nullable()
		.describe( 'null where it is the account itself.' ),
	details: z
		.record( z.string(), z.unknown() )
		.describe( 'A few plain facts.' ),
} );

const changesQuery = z.strictObject( {
	person: z
		.guid( 'must be the id of a person' )
		.optional()
		.describe( 'Only by this person: `person_id`.' ),
	kind: z.enum( CHANGE_KINDS ).optional().describe( 'Only of this kind.' ),
	...pageParameters,
} );

export const changesOperation: Operation = {
	id: 'listChanges',
	tag: 'Account',
	summary: 'Who changed what',
	query: changesQuery,
	answer: {
		description: 'A page of changes, the newest first.',
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
