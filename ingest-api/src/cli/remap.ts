import { parseArgs } from 'node:util';
import { MAPPINGS, type MappedElement } from '../ingest/mapped-columns.ts';
import { remap, type RemapReport } from '../ingest/remap.ts';
import { runProgram, UsageError } from './program.ts';

const ELEMENTS = Object.keys( MAPPINGS ) as MappedElement[];

const USAGE = `Usage:
  npm run remap [-- --elements ${ ELEMENTS.join( ',' ) }]
      Shows what the mapping of this version would change in the records that are kept, and changes nothing.
  npm run remap -- --apply
      Changes it, some rows at a time, while batches go on. Where it is interrupted, the same command goes on.
`;

function parseOptions( args: readonly string[] ): {
	elements: MappedElement[];
	apply: boolean;
} {
	try {
		const { values } = parseArgs( {
			args: [ ...args ],
			options: {
				elements: { type: 'string' },
				apply: { type: 'boolean', default: false },
			},
		} );
		const names = values.elements?.split( ',' ) ?? ELEMENTS;
		const unknown = names.find(
			( name ) => ! ( ELEMENTS as string[] ).includes( name )
		);
		if ( unknown !== undefined ) {
			throw new UsageError(
				`There is nothing to map of "${ unknown }"; there is: ${ ELEMENTS.join( ', ' ) }.`
			);
		}
		return { elements: names as MappedElement[], apply: values.apply };
	} catch ( error ) {
		throw error instanceof UsageError
			? error
			: new UsageError(
					error instanceof Error ? error.message : String( error )
				);
	}
}

function print(
	{ read, changed, fields, examples }: RemapReport,
	isApplied: boolean
): void {
	const lines = [
		`${ changed } of ${ read } rows ${ isApplied ? 'changed' : 'would change' }.`,
		...fields.map(
			( { element, field, rows } ) => `${ element }.${ field }: ${ rows }`
		),
		...examples.map(
			( { element, id, field, before, after } ) =>
				`  ${ element } ${ id }: ${ field } ${ quoted( before ) } → ${ quoted( after ) }`
		),
	];
	if ( changed > 0 && ! isApplied ) {
		lines.push( 'To change them: npm run remap -- --apply' );
	}
	process.stdout.write( `${ lines.join( '\n' ) }\n` );
}

function quoted( value: string | null ): string {
	return value === null ? 'nothing' : JSON.stringify( value );
}

process.exitCode = await runProgram( {
	usage: USAGE,
	parse: parseOptions,
	run: async ( options, db ) =>
		print( await remap( db, options ), options.apply ),
} );
