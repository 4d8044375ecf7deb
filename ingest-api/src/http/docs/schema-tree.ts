import { html } from 'hono/html';
import { schemaName, type Schema } from './document.ts';
import { inline } from './markdown.ts';

type Html = ReturnType< typeof html >;

/** An object's fields with their types, and the fields nested in them. */
export function schemaTree( schema: Schema ): Html | string {
	const { properties, required = [] } = objectOf( schema ) ?? {};
	if ( properties === undefined ) {
		return alternatives( schema );
	}
	return html`<dl class="fields">
		${ Object.entries( properties ).map(
			( [ name, field ] ) =>
				html`<div>
					<dt>
						<code>${ name }</code>
						<span class="type"
							>${ typeText( field ) }${ required.includes( name ) ? '' : ', optional' }</span
						>
					</dt>
					<dd>
						${ field.description === undefined ? '' : html`<p>${ inline( field.description ) }</p>` }
						${ schemaTree( innerOf( field ) ) }
					</dd>
				</div>`
		) }
	</dl>`;
}

/** Alternative objects. */
function alternatives( schema: Schema ): Html | string {
	const objects = ( schema.anyOf ?? schema.oneOf ?? [] ).filter(
		( one ) => objectOf( one ) !== null
	);
	return objects.length < 2
		? ''
		: html`<ul class="alternatives">
				${ objects.map( ( one ) => html`<li>${ schemaTree( one ) }</li>` ) }
			</ul>`;
}

/** The object schema, nullable or not; null if it is not an object. */
function objectOf( schema: Schema ): Schema | null {
	if ( schema.properties !== undefined ) {
		return schema;
	}
	const objects = ( schema.anyOf ?? [] ).filter(
		( { properties } ) => properties !== undefined
	);
	return objects.length === 1 ? objects[ 0 ]! : null;
}

/** The schema of the entries of a list or a dictionary. */
function innerOf( schema: Schema ): Schema {
	if ( schema.items !== undefined ) {
		return schema.items;
	}
	return typeof schema.additionalProperties === 'object'
		? schema.additionalProperties
		: schema;
}

/** “text or null”, “list of text”, “"asc", "desc"”. */
export function typeText( schema: Schema ): string {
	const name = schemaName( schema );
	if ( name !== null ) {
		return name;
	}
	if ( schema.const !== undefined ) {
		return JSON.stringify( schema.const );
	}
	if ( schema.enum !== undefined ) {
		return schema.enum
			.map( ( value ) => JSON.stringify( value ) )
			.join( ', ' );
	}
	const parts = schema.anyOf ?? schema.oneOf;
	if ( parts !== undefined ) {
		return [ ...new Set( parts.map( typeText ) ) ].join( ' or ' );
	}
	if ( schema.items !== undefined ) {
		return `list of ${ typeText( schema.items ) }`;
	}
	const types = [ schema.type ?? 'anything' ].flat();
	return types.map( ( type ) => wordFor( type, schema ) ).join( ' or ' );
}

const WORDS: Readonly< Record< string, string > > = {
	string: 'text',
	integer: 'whole number',
	boolean: 'true or false',
};

function wordFor( type: string, { format, minimum, maximum }: Schema ): string {
	if ( type === 'string' && format === 'date-time' ) {
		return 'time';
	}
	const word = WORDS[ type ] ?? type;
	const isLimit = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
	return type === 'integer' && isLimit
		? `${ word }, ${ minimum ?? 0 } to ${ maximum }`
		: word;
}
