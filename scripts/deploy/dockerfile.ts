/** The subset of Dockerfile syntax that is needed to execute ours without Docker. */

interface Instruction {
	name: string;
	/** The text after the name, without options like `--from=`. */
	text: string;
	/** The stage that a `COPY` reads from. */
	from: string | null;
}

export interface Stage {
	image: string;
	name: string | null;
	instructions: Instruction[];
}

export function parseDockerfile( text: string ): Stage[] {
	const stages: Stage[] = [];
	const lines = text
		.replaceAll( /^#.*\n/gm, '' )
		.replaceAll( /\\\n\s*/g, '' )
		.split( '\n' )
		.filter( ( line ) => line.trim() !== '' );
	for ( const line of lines ) {
		const [ , name, rest ] = /^(\S+)\s+(.*)$/.exec( line )!;
		if ( name === 'FROM' ) {
			const [ image, , alias ] = rest!.split( /\s+/ );
			stages.push( {
				image: image!,
				name: alias ?? null,
				instructions: [],
			} );
			continue;
		}
		stages.at( -1 )!.instructions.push( {
			name: name!,
			text: name === 'COPY' ? rest!.replace( /^--\S+\s+/, '' ) : rest!,
			from: /^--from=(\S+)/.exec( rest! )?.[ 1 ] ?? null,
		} );
	}
	return stages;
}

/** The texts of all instructions of a name. */
export function textsOf( { instructions }: Stage, name: string ): string[] {
	return instructions
		.filter( ( instruction ) => instruction.name === name )
		.map( ( { text } ) => text );
}

/** The variables that `ENV` sets. */
export function environmentOf( stage: Stage ): Record< string, string > {
	return Object.fromEntries(
		textsOf( stage, 'ENV' )
			.flatMap( ( text ) => text.split( /\s+/ ) )
			.map( ( pair ) => {
				const [ name, ...value ] = pair.split( '=' );
				return [ name!, value.join( '=' ) ] as const;
			} )
	);
}

/** `CMD`, `ENTRYPOINT`, or the command of `HEALTHCHECK`, which has to be in list form. */
export function commandOf( stage: Stage, name: string ): string[] {
	const [ text ] = textsOf( stage, name );
	return JSON.parse( text!.slice( text!.indexOf( '[' ) ) ) as string[];
}
