import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { NamedSchema, Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import type { Direction, Sorting } from '../views/listing.ts';
import type { ListPage, Places } from '../views/paging.ts';
import { answerItem, answerList, listSchema, noSuch } from './answers.ts';
import { connectionIdOf, listQuery, parseQuery } from './query.ts';

/** The part of a route that the route table takes from here. */
interface Endpoint {
	operation: Operation;
	handler: (
		services: ApiServices,
		c: RequestContext,
		call: TokenCall
	) => Promise< Response >;
}

type Described = Pick< Operation, 'id' | 'tag' | 'summary' | 'description' >;

/** A list, read by page (R34, R41). */
export function listEndpoint<
	Name extends string,
	Filters extends z.ZodRawShape,
	Row,
>( {
	sorts,
	filters,
	answer,
	read,
	toData,
	...described
}: Described & {
	/** The list's orders; the first is the default. */
	sorts: Readonly< Record< Name, Direction > >;
	filters: Filters;
	/** `schema`: one entry; `name`: the whole list. */
	answer: NamedSchema & { description: string };
	read: (
		call: { db: Kysely< Database >; accountId: string },
		filters: z.output< z.ZodObject< Filters > >,
		place: Places & { limit: number; sorting: Sorting< Name > }
	) => Promise< ListPage< Row > >;
	toData: ( row: Row, accountId: string ) => object;
} ): Endpoint {
	const query = listQuery( sorts, filters );
	const { description, name, schema } = answer;
	return {
		operation: {
			...described,
			query,
			answer: { description, body: listSchema( name, schema ) },
		},
		handler: ( { db }, c, { accountId } ) => {
			// TypeScript cannot see the parameters that listQuery() adds to the filters.
			const asked = parseQuery( query, c ) as z.output<
				z.ZodObject< Filters >
			> &
				Parameters< typeof answerList< Row, Name > >[ 0 ];
			return answerList(
				asked,
				( place ) => read( { db, accountId }, asked, place ),
				( row ) => toData( row, accountId )
			);
		},
	};
}

/** One item with all its details (R35 to R37, R41). */
export function itemEndpoint< Item >( {
	path,
	answer,
	find,
	toData,
	...described
}: Described & {
	/** Descriptions of the path's parameters. */
	path: Readonly< Record< string, string > >;
	answer: NamedSchema & { description: string };
	/** @throws ProblemError if there is no such item. */
	find: (
		db: Kysely< Database >,
		c: RequestContext,
		accountId: string
	) => Promise< Item >;
	toData: (
		item: Item,
		accountId: string,
		db: Kysely< Database >
	) => object | Promise< object >;
} ): Endpoint {
	const { description, ...body } = answer;
	return {
		operation: {
			...described,
			path,
			answer: { description, body, etag: true },
			problems: [ 'not-found' ],
		},
		handler: async ( { db }, c, { accountId } ) => {
			const item = await find( db, c, accountId );
			return answerItem( c, await toData( item, accountId, db ) );
		},
	};
}

/** Finds an item by an ID of the account; the path parameter has the name of the item. */
export function ofAccount< Item >(
	thing: string,
	find: (
		db: Kysely< Database >,
		accountId: string,
		id: string
	) => Promise< Item | null >
) {
	return async (
		db: Kysely< Database >,
		c: RequestContext,
		accountId: string
	): Promise< Item > =>
		found( thing, await find( db, accountId, c.req.param( thing ) ?? '' ) );
}

/** The same for an ID of a store; the path also names the connection. */
export function ofStore< Item >(
	thing: string,
	find: (
		db: Kysely< Database >,
		key: ConnectionKey,
		id: string
	) => Promise< Item | null >
) {
	return async (
		db: Kysely< Database >,
		c: RequestContext,
		accountId: string
	): Promise< Item > => {
		const connectionId = connectionIdOf(
			c.req.param( 'connection' ) ?? ''
		);
		return found(
			thing,
			connectionId === null
				? null
				: await find(
						db,
						{ accountId, connectionId },
						c.req.param( thing ) ?? ''
					)
		);
	};
}

function found< Item >( thing: string, item: Item | null ): Item {
	if ( item === null ) {
		throw noSuch( thing );
	}
	return item;
}
