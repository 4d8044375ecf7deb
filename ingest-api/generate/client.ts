import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { API_ROUTES } from '../src/app.ts';
import { openApiDocument } from '../src/http/openapi.ts';

const HEADER = `/**
 * All requests and answers of the API, made of its document by \`npm run generate\`. Do not edit.
 */
`;

/** R41: contents by path from the repository's root. */
export async function clientFiles(): Promise< Map< string, string > > {
	const document = withoutPatterns( openApiDocument( null, API_ROUTES ) );
	const types = await openapiTS( document, {
		// A default applies to requests only; an answer may not leave its field out.
		defaultNonNullable: false,
	} );
	return new Map( [
		[ 'ingest-api/client/generated/api.ts', HEADER + astToString( types ) ],
	] );
}

/** TypeScript types cannot express patterns, which only make them harder to read: `string & unknown`. */
function withoutPatterns( document: object ): OpenAPI3 {
	return JSON.parse( JSON.stringify( document ), ( key, value: unknown ) =>
		key === 'allOf' &&
		Array.isArray( value ) &&
		value.every(
			( part: object ) => Object.keys( part ).join() === 'pattern'
		)
			? undefined
			: value
	) as OpenAPI3;
}
