import type pg from 'pg';

/**
 * Copies a row of Postgres many times with one statement, whatever columns its table has.
 *
 * A replacement is SQL, in which `n` is the copy's number and `m` the row. Columns in `optional` may be
 * missing from the table.
 */
export async function copyRows(
	pool: pg.Pool,
	table: string,
	where: string,
	{ from, to }: { from: number; to: number },
	replacements: Readonly< Record< string, string > >,
	optional: Readonly< Record< string, string > > = {}
): Promise< void > {
	const { rows } = await pool.query< { name: string } >(
		`select attname as name from pg_attribute
		where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
		order by attnum`,
		[ table ]
	);
	const names = rows.map( ( { name } ) => name );
	for ( const column of Object.keys( replacements ) ) {
		if ( ! names.includes( column ) ) {
			throw new Error( `${ table } has no column ${ column }.` );
		}
	}
	const values = names.map(
		( name ) => replacements[ name ] ?? optional[ name ] ?? `m.${ name }`
	);
	const copied = await pool.query(
		`insert into ${ table } ( ${ names.join( ', ' ) } )
		select ${ values.join( ', ' ) }
		from ( select * from ${ table } where ${ where } limit 1 ) as m
		cross join generate_series( ${ from }::bigint, ${ to }::bigint ) as n`
	);
	if ( copied.rowCount !== to - from + 1 ) {
		throw new Error(
			`${ copied.rowCount } rows of ${ table } were copied.`
		);
	}
}
