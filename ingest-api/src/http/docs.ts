import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { openApiDocument } from './openapi.ts';

const ASSETS = {
	'swagger-ui.css': 'text/css',
	'swagger-ui-bundle.js': 'text/javascript',
} as const;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ivorey ingestion API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

// Without "try it out": a request has to be signed.
const START = `SwaggerUIBundle( { url: '/openapi.json', dom_id: '#docs', supportedSubmitMethods: [] } );\n`;

/** Everything from this server; Swagger UI sets styles from its script. */
export const DOCS_POLICY = {
	defaultSrc: [ "'none'" ],
	scriptSrc: [ "'self'" ],
	styleSrc: [ "'self'", "'unsafe-inline'" ],
	imgSrc: [ "'self'", 'data:' ],
	fontSrc: [ "'self'", 'data:' ],
	connectSrc: [ "'self'" ],
	frameAncestors: [ "'none'" ],
	baseUri: [ "'none'" ],
	formAction: [ "'none'" ],
};

/** `/openapi.json`, and the same as a page to read. */
export function docsRoutes( publicUrl: string | null ): Hono {
	const routes = new Hono();
	const document = JSON.stringify( openApiDocument( publicUrl ) );
	const folder = path.dirname(
		fileURLToPath( import.meta.resolve( 'swagger-ui-dist/package.json' ) )
	);
	routes.get( '/openapi.json', ( c ) =>
		c.body( document, 200, { 'content-type': 'application/json' } )
	);
	routes.get( '/docs', ( c ) => c.html( PAGE ) );
	routes.get( '/docs/start.js', ( c ) =>
		c.body( START, 200, { 'content-type': 'text/javascript' } )
	);
	for ( const [ name, type ] of Object.entries( ASSETS ) ) {
		routes.get( `/docs/${ name }`, async ( c ) =>
			c.body( await readFile( path.join( folder, name ) ), 200, {
				'content-type': type,
				'cache-control': 'max-age=3600',
			} )
		);
	}
	return routes;
}
