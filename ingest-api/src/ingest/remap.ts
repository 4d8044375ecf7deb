import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { forEachAccount } from '../db/each-account.ts';
import { databaseErrorKind } from '../db/errors.ts';
import type { Database } from '../db/schema.ts';
import {
	namedColumns,
	renewWords,
	type NamedProduct,
} from '../db/write-words.ts';
import {
	MAPPINGS,
	type MappedElement,
	type Mapping,
} from './mapped-columns.ts';

/** Few enough that a batch that has to wait for one of them hardly notices. */
const ROWS_AT_ONCE = 200;
const EXAMPLES = 10;
const ATTEMPTS = 5;
const BACKOFF_MS = 50;

export interface RemapOptions {
	elements: readonly MappedElement[];
	/** Whether to write the changes. */
	apply: boolean;
	mappings?: Readonly< Record< MappedElement, Mapping > >;
	/** The pause between two slices, given how long the last one took: batches come first. */
	pauseMs?: ( sliceMs: number ) => number;
	/** Called after each slice with the number of rows read so far. */
	onSlice?: ( read: number ) => Promise< void > | void;
}

export interface RemapExample {
	element: MappedElement;
	id: string;
	field: string;
	before: string | null;
	after: string | null;
}

export interface RemapReport {
	read: number;
	/** Rows that were changed, or would be. */
	changed: number;
	/** Counts by element and field. */
	fields: { element: MappedElement; field: string; rows: number }[];
	/** The first changes found. */
	examples: RemapExample[];
}

interface Place {
	connectionId: string;
	id: string;
}

/** A row of a slice, with the columns that the mapping computes. */
interface Mapped extends Place {
	columns: ReturnType< Mapping[ 'columnsOf' ] >;
}

interface Change extends Place {
	field: string;
	before: string | null;
	after: string | null;
}

/**
 * Runs the mapping over stored records, account by account and slice by slice. Each slice is a transaction that locks
 * its rows: a batch that arrives meanwhile waits and wins, and data from earlier batches is mapped. It can be run again
 * after an interruption: rows that are already right are not written.
 */
export async function remap(
	db: Kysely< Database >,
	options: RemapOptions
): Promise< RemapReport > {
	const report: RemapReport = {
		read: 0,
		changed: 0,
		fields: [],
		examples: [],
	};
	await forEachAccount( db, async ( accountId, own ) => {
		for ( const element of options.elements ) {
			await remapTable( own, accountId, element, options, report );
		}
	} );
	return report;
}

async function remapTable(
	db: Kysely< Database >,
	accountId: string,
	element: MappedElement,
	{
		apply,
		mappings = MAPPINGS,
		onSlice,
		pauseMs = ( ms ) => ms,
	}: RemapOptions,
	report: RemapReport
): Promise< void > {
	const mapping = mappings[ element ];
	let after: Place = { connectionId: '', id: '' };
	for (;;) {
		const from = performance.now();
		const { rows, changes } = await retried( () =>
			apply
				? db
						.transaction()
						.execute( ( tx ) =>
							mapSlice( tx, accountId, mapping, after, true )
						)
				: mapSlice( db, accountId, mapping, after, false )
		);
		report.read += rows.length;
		count( report, element, changes );
		await onSlice?.( report.read );
		const last = rows.at( -1 );
		if ( last === undefined || rows.length < ROWS_AT_ONCE ) {
			return;
		}
		after = last;
		if ( apply ) {
			await sleep( pauseMs( performance.now() - from ) );
		}
	}
}

function count(
	report: RemapReport,
	element: MappedElement,
	changes: readonly Change[]
): void {
	report.changed += new Set(
		changes.map( ( { connectionId, id } ) => `${ connectionId } ${ id }` )
	).size;
	for ( const { id, field, before, after } of changes ) {
		const known = report.fields.find(
			( row ) => row.element === element && row.field === field
		);
		if ( known === undefined ) {
			report.fields.push( { element, field, rows: 1 } );
		} else {
			known.rows++;
		}
		if ( report.examples.length < EXAMPLES ) {
			report.examples.push( { element, id, field, before, after } );
		}
	}
}

async function mapSlice(
	db: Kysely< Database >,
	accountId: string,
	mapping: Mapping,
	after: Place,
	apply: boolean
): Promise< { rows: Mapped[]; changes: Change[] } > {
	const { rows: kept } = await sql< Place & { record: never } >`
		select t.connection_id as "connectionId", t.${ sql.ref( mapping.id ) } as id, ${ mapping.record } as record
		from ${ sql.table( mapping.table ) } t
		where t.account_id = ${ accountId }
			and ( t.connection_id, t.${ sql.ref( mapping.id ) } ) > ( ${ after.connectionId }, ${ after.id } )
		order by t.connection_id, t.${ sql.ref( mapping.id ) }
		limit ${ sql.lit( ROWS_AT_ONCE ) }
		${ apply ? sql`for no key update` : sql`` }
	`.execute( db );
	const rows = kept.map( ( { connectionId, id, record } ) => ( {
		connectionId,
		id,
		columns: mapping.columnsOf( record ),
	} ) );
	const changes = await changesOf( db, accountId, mapping, rows );
	if ( apply && changes.length > 0 ) {
		const changed = new Set( changes.map( keyOf ) );
		await write(
			db,
			accountId,
			mapping,
			rows.filter( ( row ) => changed.has( keyOf( row ) ) )
		);
		if ( mapping.table === 'products' ) {
			await renewNames( db, accountId, rows );
		}
	}
	return { rows, changes };
}

function keyOf( { connectionId, id }: Place ): string {
	return `${ connectionId } ${ id }`;
}

/** The columns of these rows that differ from the mapping. The database compares them, since it knows their types. */
async function changesOf(
	db: Kysely< Database >,
	accountId: string,
	mapping: Mapping,
	rows: readonly Mapped[]
): Promise< Change[] > {
	if ( rows.length === 0 ) {
		return [];
	}
	const compared = Object.keys( mapping.types ).map(
		( field ) => sql`(
			${ field }::text, t.${ sql.ref( field ) }::text, r.${ sql.ref( field ) }::text,
			t.${ sql.ref( field ) } is distinct from r.${ sql.ref( field ) }
		)`
	);
	const { rows: changes } = await sql< Change >`
		select t.connection_id as "connectionId", t.${ sql.ref( mapping.id ) } as id, v.field, v.before, v.after
		from ${ mapped( mapping, rows ) }
		join ${ sql.table( mapping.table ) } t
			on t.account_id = ${ accountId } and t.connection_id = r.connection_id and t.${ sql.ref( mapping.id ) } = r.row_id
		cross join lateral ( values ${ sql.join( compared ) } ) as v( field, before, after, differs )
		where v.differs
		order by t.connection_id, t.${ sql.ref( mapping.id ) }
	`.execute( db );
	return changes;
}

/** The rows are already locked, so this waits for no batch. */
async function write(
	db: Kysely< Database >,
	accountId: string,
	mapping: Mapping,
	rows: readonly Mapped[]
): Promise< void > {
	const columns = Object.keys( mapping.types ).map(
		( field ) => sql`${ sql.ref( field ) } = r.${ sql.ref( field ) }`
	);
	await sql`
		update ${ sql.table( mapping.table ) } t
		set ${ sql.join( columns ) }
		from ${ mapped( mapping, rows ) }
		where t.account_id = ${ accountId } and t.connection_id = r.connection_id and t.${ sql.ref( mapping.id ) } = r.row_id
	`.execute( db );
}

/** R34: updates product search words, whose sources the mapping may have changed. */
async function renewNames(
	tx: Kysely< Database >,
	accountId: string,
	products: readonly Place[]
): Promise< void > {
	const { rows } = await sql< NamedProduct >`
		select ${ namedColumns( 'products', 'p' ) }
		from json_to_recordset( ${ JSON.stringify( products ) } ) as r ( "connectionId" text, id text )
		join products p
			on p.account_id = ${ accountId } and p.connection_id = r."connectionId" and p.product_id = r.id
	`.execute( tx );
	await renewWords( tx, accountId, 'products', rows );
}

function mapped( { types }: Mapping, rows: readonly Mapped[] ) {
	const json = JSON.stringify(
		rows.map( ( { connectionId, id, columns } ) => ( {
			connection_id: connectionId,
			row_id: id,
			...columns,
		} ) )
	);
	const columns = Object.entries( types ).map(
		( [ name, type ] ) => sql`${ sql.ref( name ) } ${ sql.raw( type ) }`
	);
	return sql`json_to_recordset( ${ json } ) as r ( connection_id text, row_id text, ${ sql.join( columns ) } )`;
}

async function retried< T >( work: () => Promise< T > ): Promise< T > {
	for ( let attempt = 1; ; attempt++ ) {
		try {
			return await work();
		} catch ( error ) {
			if (
				databaseErrorKind( error ) !== 'retry' ||
				attempt >= ATTEMPTS
			) {
				throw error;
			}
		}
		await sleep( Math.random() * BACKOFF_MS * attempt );
	}
}
