/** Checks that the deployment files fit the program: its settings, its addresses and its files. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { METRICS_ROUTES, OPS_ROUTES } from '../../ingest-api/src/app.ts';
import { loadServerConfig } from '../../ingest-api/src/ops/config.ts';
import { ROLES, SETTINGS } from '../../ingest-api/src/ops/environment.ts';
import { root } from '../composer.ts';
import { DOCKERFILE, imageContext } from './context.ts';
import { environmentOf, parseDockerfile } from './dockerfile.ts';

const DEPLOY = path.join( root, 'ingest-api/deploy' );
const KUBERNETES = path.join( DEPLOY, 'kubernetes' );
const KEY = Buffer.alloc( 32, 7 ).toString( 'base64' );

const IMAGE_ENVIRONMENT = environmentOf(
	parseDockerfile( readFileSync( path.join( root, DOCKERFILE ), 'utf8' ) ).at(
		-1
	)!
);
const hasKubectl =
	spawnSync( 'kubectl', [ 'version', '--client' ] ).status === 0;

type Environment = Record< string, string >;

interface Service {
	image: string;
	build?: { context: string; dockerfile: string };
	command?: string[];
	entrypoint?: string[];
	environment?: Environment;
	volumes?: string[];
	network_mode?: string;
	read_only?: boolean;
	profiles?: string[];
	ports?: string[];
}

/** The configuration that the program reads; every variable that a role names must be a setting. */
function configOf( given: Environment ) {
	const env = { ...IMAGE_ENVIRONMENT, ...given };
	const names = Object.keys( env ).filter(
		( name ) => ! name.startsWith( 'NODE_' )
	);
	expect( SETTINGS ).toEqual( expect.arrayContaining( names ) );
	return loadServerConfig( env );
}

describe( 'compose.yaml', () => {
	const text = readFileSync( path.join( DEPLOY, 'compose.yaml' ), 'utf8' );
	const { services, volumes } = parse( text, { merge: true } ) as {
		services: Record< string, Service >;
		volumes: Record< string, null >;
	};
	const roles = ROLES.map( ( role ) => services[ role ]! );

	test( 'runs each role once, read-only, with settings that the program takes', () => {
		for ( const role of ROLES ) {
			const { environment, read_only: isReadOnly } = services[ role ]!;
			const { ENCRYPTION_KEY, ...rest } = environment!;
			expect( ENCRYPTION_KEY ).toMatch( /^\$\{ENCRYPTION_KEY:\?/ );
			expect(
				configOf( { ...rest, ENCRYPTION_KEY: KEY } )
			).toMatchObject( {
				roles: [ role ],
				host: '127.0.0.1',
			} );
			expect( isReadOnly ).toBe( true );
		}
	} );

	test( 'serves people and stores through one proxy, which knows the ports of the roles', async () => {
		const caddy = await readFile(
			path.join( DEPLOY, 'Caddyfile' ),
			'utf8'
		);
		const portOf = ( role: string ) => services[ role ]!.environment!.PORT;
		expect(
			new Set( roles.map( ( { environment } ) => environment!.PORT ) )
				.size
		).toBe( 3 );
		expect(
			[ ...caddy.matchAll( /reverse_proxy 127\.0\.0\.1:(\d+)/g ) ].map(
				( [ , port ] ) => port
			)
		).toEqual( [ portOf( 'ingest' ), portOf( 'console' ), '80' ] );
		for ( const service of [ ...roles, services.store!, services.wp! ] ) {
			expect( service.network_mode ).toBe( 'service:proxy' );
		}
		const published = Object.values( services ).flatMap(
			( { ports } ) => ports ?? []
		);
		expect( published ).not.toEqual( [] );
		for ( const port of published ) {
			expect( port ).toMatch( /^127\.0\.0\.1:(\d+):\1$/ );
		}
	} );

	test( 'names existing files, folders, volumes and images', async () => {
		const context = await imageContext( root );
		for ( const { build, command, volumes: mounted } of Object.values(
			services
		) ) {
			if ( build !== undefined ) {
				const from = path.resolve( DEPLOY, build.context );
				expect( from ).toBe( path.resolve( root ) );
				expect( build.dockerfile ).toBe( DOCKERFILE );
			}
			if ( command !== undefined ) {
				expect( context ).toContain( command[ 0 ] );
			}
			for ( const volume of mounted ?? [] ) {
				const [ source ] = volume.split( ':' );
				if ( source!.startsWith( '.' ) ) {
					await access( path.resolve( DEPLOY, source! ) );
				} else {
					expect( volumes ).toHaveProperty( source! );
				}
			}
		}
		const [ , setUp ] = services[ 'store-setup' ]!.entrypoint!;
		await access(
			path.join(
				root,
				'scripts/store/wordpress',
				path.basename( setUp! )
			)
		);
	} );

	test( 'starts WordPress with --profile store only', () => {
		const always = Object.entries( services )
			.filter( ( [ , { profiles } ] ) => profiles === undefined )
			.map( ( [ name ] ) => name );
		expect( always ).toEqual( [
			'postgres',
			'mail',
			'proxy',
			'migrate',
			...ROLES,
		] );
	} );
} );

interface Probe {
	httpGet: { path: string; port: string };
}
interface Manifest {
	kind: string;
	metadata: { name: string };
	spec: {
		replicas: number;
		maxUnavailable: number;
		selector: { matchLabels: Environment };
		strategy: { rollingUpdate: { maxUnavailable: number } };
		template: {
			metadata: { labels: Environment };
			spec: {
				terminationGracePeriodSeconds: number;
				containers: [
					{
						args?: string[];
						env: Array< { name: string; value: string } >;
						ports: Array< { name: string; containerPort: number } >;
						startupProbe: Probe;
						livenessProbe: Probe;
						readinessProbe: Probe;
						lifecycle: { preStop: { sleep: { seconds: number } } };
					},
				];
			};
		};
	};
}

describe( 'the Kubernetes manifests', () => {
	const read = ( file: string ) =>
		parseAllDocuments(
			readFileSync( path.join( KUBERNETES, file ), 'utf8' )
		).map( ( document ) => document.toJS() as Manifest );
	const { configMapGenerator } = parse(
		readFileSync(
			path.join( KUBERNETES, 'common/kustomization.yaml' ),
			'utf8'
		)
	) as { configMapGenerator: [ { literals: string[] } ] };
	const shared = Object.fromEntries(
		configMapGenerator[ 0 ].literals.map( ( line ) => {
			const at = line.indexOf( '=' );
			return [ line.slice( 0, at ), line.slice( at + 1 ) ];
		} )
	);
	/** As created in docs/operators/deploy.md. */
	const secret = {
		DATABASE_URL: 'postgres://ivorey:password@postgres:5432/ivorey',
		ENCRYPTION_KEY: KEY,
		SMTP_URL: 'smtps://user:password@mail.example.com',
	};

	test.for( ROLES )(
		'run %s with settings for production, probes and a disruption budget',
		( role ) => {
			const manifests = read( `${ role }.yaml` );
			const deployment = manifests.find(
				( { kind } ) => kind === 'Deployment'
			)!;
			const budget = manifests.find(
				( { kind } ) => kind === 'PodDisruptionBudget'
			)!;
			const { spec } = deployment;
			const pod = spec.template.spec;
			const [ container ] = pod.containers;

			const env = Object.fromEntries(
				container.env.map( ( { name, value } ) => [ name, value ] )
			);
			const config = configOf( { ...shared, ...secret, ...env } );
			expect( config ).toMatchObject( {
				development: false,
				roles: [ role ],
			} );

			const ports = { http: config.port, metrics: config.metrics!.port };
			expect(
				Object.fromEntries(
					container.ports.map( ( { name, containerPort } ) => [
						name,
						containerPort,
					] )
				)
			).toEqual( ports );
			const pathsOf = ( routes: typeof OPS_ROUTES ) =>
				routes.map( ( route ) => route.path );
			const served: Record< string, string[] > = {
				http: pathsOf( OPS_ROUTES ),
				metrics: pathsOf( METRICS_ROUTES ),
			};
			for ( const { httpGet } of [
				container.startupProbe,
				container.livenessProbe,
				container.readinessProbe,
			] ) {
				expect( served[ httpGet.port ] ).toContain( httpGet.path );
			}
			expect( container.readinessProbe.httpGet.path ).toBe( '/readyz' );

			expect( spec.replicas ).toBeGreaterThan( 1 );
			expect( spec.strategy.rollingUpdate.maxUnavailable ).toBe( 0 );
			expect( budget.spec.maxUnavailable ).toBe( 1 );
			expect( budget.spec.selector ).toEqual( spec.selector );
			expect( spec.template.metadata.labels ).toEqual(
				spec.selector.matchLabels
			);
			expect( pod.terminationGracePeriodSeconds ).toBeGreaterThan(
				container.lifecycle.preStop.sleep.seconds +
					config.shutdownGraceMs / 1000 +
					5
			);
		}
	);

	test( 'migrate in a separate job, with a command of the image', async () => {
		const [ job ] = read( 'migrate/job.yaml' );
		expect( await imageContext( root ) ).toContain(
			job!.spec.template.spec.containers[ 0 ].args![ 0 ]
		);
	} );

	test( 'are all listed', async () => {
		const { resources } = parse(
			await readFile(
				path.join( KUBERNETES, 'kustomization.yaml' ),
				'utf8'
			)
		) as { resources: string[] };
		const files = await readdir( KUBERNETES );
		expect( [ ...resources, 'kustomization.yaml' ].sort() ).toEqual(
			files.filter( ( file ) => file.endsWith( '.yaml' ) ).sort()
		);
	} );

	test.skipIf( ! hasKubectl ).for( [ '.', 'migrate' ] )(
		'are assembled by kubectl: %s',
		( folder ) => {
			const built = spawnSync(
				'kubectl',
				[ 'kustomize', path.join( KUBERNETES, folder ) ],
				{ encoding: 'utf8' }
			);
			expect( built.stderr ).toBe( '' );
			const made = parseAllDocuments( built.stdout ).map(
				( document ) => document.toJS() as Manifest
			);
			const pods = made.filter( ( { kind } ) =>
				[ 'Deployment', 'Job' ].includes( kind )
			);
			expect( pods ).toHaveLength( folder === '.' ? ROLES.length : 1 );
			for ( const { spec } of pods ) {
				expect( spec.template.spec ).toMatchObject( {
					automountServiceAccountToken: false,
					securityContext: { runAsNonRoot: true },
					containers: [
						{
							securityContext: {
								readOnlyRootFilesystem: true,
								allowPrivilegeEscalation: false,
							},
						},
					],
				} );
			}
		}
	);
} );
