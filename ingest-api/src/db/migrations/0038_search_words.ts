import { sql, type Kysely } from 'kysely';

/** The tables whose rows are searched by words, with the key columns of a row. */
const SEARCHED = {
	contacts: {
		words: 'contact_words',
		id: [ [ 'contact_id', 'uuid' ] ],
		made: [ 'email', 'first_name', 'last_name', 'display_name' ],
	},
	products: {
		words: 'product_words',
		id: [
			[ 'connection_id', 'text' ],
			[ 'product_id', 'text collate "C"' ],
		],
		made: [ 'name', 'sku' ],
	},
	collections: {
		words: 'collection_words',
		id: [
			[ 'connection_id', 'text' ],
			[ 'collection_id', 'text collate "C"' ],
		],
		made: [ 'name' ],
	},
} as const;

const TABLES = Object.keys( SEARCHED ) as ( keyof typeof SEARCHED )[];

/** The columns that the previous version searched. */
const OLD_COLUMNS = {
	contacts: [ 'last_name_sort' ],
	products: [ 'second_word', 'third_word', 'fourth_word', 'sku_sort' ],
	collections: [ 'second_word', 'third_word' ],
} as const;

/**
 * R34: the beginnings of words by which lists are searched; see `search-words.ts`. They are rows, since under row-level
 * security only comparisons reach an index. Each searched row stores its own words, so that they can be found again by
 * their full keys; null if they have not been made yet.
 *
 * If there are accounts already, `filling-words.ts` makes the words, and triggers track the changes by older copies of
 * the program, until `npm run connection -- drop-old-columns`.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	for ( const table of TABLES ) {
		const { words, id } = SEARCHED[ table ];
		const columns = id.map( ( [ name, type ] ) => `${ name } ${ type }` );
		const key = id.map( ( [ name ] ) => name );
		await sql`
			create table ${ sql.table( words ) } (
				account_id text not null,
				word text collate "C" not null,
				${ sql.raw( columns.map( ( column ) => `${ column } not null` ).join( ', ' ) ) },
				primary key ( account_id, word, ${ sql.raw( key.join( ', ' ) ) } )
			)
		`.execute( db );
		await sql`alter table ${ sql.table( table ) } add column words text[] collate "C"`.execute(
			db
		);
		await noteOlderWrites( db, table );
	}
	const { rows } = await sql`select from accounts where true limit 1`.execute(
		db
	);
	if ( rows.length === 0 ) {
		await dropOldSearch( db );
	}
}

async function noteOlderWrites(
	db: Kysely< unknown >,
	table: keyof typeof SEARCHED
): Promise< void > {
	const { words, id, made } = SEARCHED[ table ];
	const forget = sql.raw( `
		delete from ${ words }
		where account_id = old.account_id and word = any( old.words )
			and ${ id.map( ( [ name ] ) => `${ name } = old.${ name }` ).join( ' and ' ) };
	` );
	const row = ( which: string ) =>
		sql.raw(
			`row( ${ made.map( ( name ) => `${ which }.${ name }` ).join( ', ' ) } )`
		);
	const [ written, deleted ] = [ 'written', 'deleted' ].map( ( what ) =>
		sql.id( `${ table }_${ what }_before` )
	);
	await sql`
		create function ${ written! }() returns trigger language plpgsql as $$
		begin
			${ forget }
			new.words := null;
			return new;
		end
		$$
	`.execute( db );
	// This program writes the words itself afterwards.
	await sql`
		create trigger ${ written! } before update on ${ sql.table( table ) } for each row
		when ( new.words is not distinct from old.words and ${ row( 'new' ) } is distinct from ${ row( 'old' ) } )
		execute function ${ written! }()
	`.execute( db );
	await sql`
		create function ${ deleted! }() returns trigger language plpgsql as $$
		begin
			${ forget }
			return null;
		end
		$$
	`.execute( db );
	await sql`
		create trigger ${ deleted! } after delete on ${ sql.table( table ) } for each row
		execute function ${ deleted! }()
	`.execute( db );
}

/** To be called when no older program runs any more and all words have been made. */
export async function dropOldSearch( db: Kysely< unknown > ): Promise< void > {
	for ( const table of TABLES ) {
		for ( const what of [ 'written', 'deleted' ] ) {
			const name = sql.id( `${ table }_${ what }_before` );
			await sql`drop trigger if exists ${ name } on ${ sql.table( table ) }`.execute(
				db
			);
			await sql`drop function if exists ${ name }()`.execute( db );
		}
		const changes = OLD_COLUMNS[ table ].map(
			( name ) => `drop column if exists ${ name }`
		);
		await sql`alter table ${ sql.table( table ) } ${ sql.raw( changes.join( ', ' ) ) }`.execute(
			db
		);
	}
}
