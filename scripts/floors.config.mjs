/**
 * The floors of the API, lowest first: a file imports from its own floor and from the floors below. Folders of one
 * floor may import from each other, as long as that makes no circle.
 */
const FLOORS = [
	[ 'db', 'ops', 'texts' ],
	[ 'http' ],
	[ 'events' ],
	[ 'accounts', 'connections' ],
	[ 'erasure' ],
	[ 'ingest', 'triggers', 'reconcile' ],
	[ 'automations', 'webhooks' ],
	[ 'views' ],
	[ 'read-api', 'console', 'workers', 'cli' ],
	[ 'app.ts', 'server.ts', 'main.ts' ],
];

const SOURCE = '^ingest-api/src/';
const TESTING = `${ SOURCE }testing/`;

// Each name is a folder, or a file of the top floor.
const pathOf = ( names ) => {
	const alternatives = names.map( ( name ) =>
		name.endsWith( '.ts' )
			? `${ name.replace( '.', '\\.' ) }$`
			: `${ name }/`
	);
	return `${ SOURCE }(${ alternatives.join( '|' ) })`;
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...FLOORS.slice( 0, -1 ).map( ( names, index ) => ( {
			name: `${ names.join( ', ' ) }: imports from no higher floor`,
			severity: 'error',
			from: { path: pathOf( names ), pathNot: TESTING },
			to: { path: pathOf( FLOORS.slice( index + 1 ).flat() ) },
		} ) ),
		{
			name: 'no circle between folders',
			severity: 'error',
			scope: 'folder',
			from: { path: `${ SOURCE }[^/]+$` },
			to: { circular: true, path: `${ SOURCE }[^/]+$` },
		},
		{
			name: 'no circle between files',
			severity: 'error',
			from: { path: SOURCE },
			to: { circular: true },
		},
		{
			name: 'every file stands on a floor',
			severity: 'error',
			from: {},
			to: {
				path: SOURCE,
				pathNot: [ pathOf( FLOORS.flat() ), TESTING ],
			},
		},
		{
			name: 'nothing but tests imports what is for tests',
			severity: 'error',
			from: { path: SOURCE, pathNot: TESTING },
			to: { path: TESTING },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		includeOnly: SOURCE,
		// Tests start the whole API, whatever their floor.
		exclude: '\\.test\\.ts$',
		// Circles of type imports count, too.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { extensions: [ '.ts' ] },
	},
};
