import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestContext } from './request.ts';
import { sharedFile } from './shared-file.ts';

/** Swagger UI's files and their types. */
export const DOCS_ASSETS: Readonly< Record< string, string > > = {
	'swagger-ui.css': 'text/css',
	'swagger-ui-bundle.js': 'text/javascript',
};

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

// "Try it out" is off, since requests have to be signed.
const START = `SwaggerUIBundle( { url: '/openapi.json', dom_id: '#docs', supportedSubmitMethods: [] } );\n`;

/** Allows this server only; Swagger UI sets styles from its script. */
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

const ASSET_FOLDER = path.dirname(
	fileURLToPath( import.meta.resolve( 'swagger-ui-dist/package.json' ) )
);

/** `GET /docs`: the API's description as a page to read. */
export function getDocs(
	_services: unknown,
	c: RequestContext
): Response | Promise< Response > {
	return c.html( PAGE );
}

/** `GET /docs/start.js`. */
export function getDocsStart(
	_services: unknown,
	c: RequestContext
): Response {
	return c.body( START, 200, { 'content-type': 'text/javascript' } );
}

/** `GET /docs/<one of DOCS_ASSETS>`. */
export async function getDocsAsset(
	_services: unknown,
	c: RequestContext
): Promise< Response > {
	const name = path.basename( c.req.path );
	return c.body( await sharedFile( path.join( ASSET_FOLDER, name ) ), 200, {
		'content-type': DOCS_ASSETS[ name ]!,
		'cache-control': 'max-age=3600',
	} );
}
