import { parseArgs } from 'node:util';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ConfigError, loadConfig, type Config } from '../ops/config.ts';
import { PATHS } from '../console/paths.ts';
import { addPerson } from '../accounts/people.ts';
import { startEmbeddedPostgres } from '../db/embedded/server.ts';
import { finishFilling } from '../db/filling-orders.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { MissingRoles } from '../db/row-security.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';
import {
	createAccountToken,
	revokeAccountToken,
} from '../accounts/api-tokens.ts';
import { createConnection } from '../connections/create.ts';
import { resolveKeyring } from '../connections/encryption-key.ts';
import { beginEpoch } from '../connections/epochs.ts';
import type { Keyring } from '../connections/keyring.ts';
import { recogniseKeys } from '../connections/known-keys.ts';
import { forgetKey, rotateKey } from '../connections/rotate-key.ts';
import {
	formatConnection,
	isAccountId,
	parseConnection,
	type ConnectionKey,
} from '../db/identifiers.ts';
import {
	deleteAccountRows,
	deleteConnectionRows,
} from '../erasure/delete-rows.ts';
import { eraseByOwner } from '../erasure/erase-by-owner.ts';
import { PERSON_ACTIONS, type PersonAction } from '../connections/state.ts';
import { actOnConnection } from '../connections/repository.ts';
import { makeSignInLink, PRINTED_LINK_MS } from '../accounts/sign-in.ts';
import {
	DEFAULT_ACCOUNT_NAME,
	findAccount,
	findOrMakeAccount,
	InputError,
} from '../accounts/accounts.ts';

const USAGE = `Usage:
  npm run connection -- create --store-url URL [--account NAME]
      Joins a store to an account ("${ DEFAULT_ACCOUNT_NAME }" by default, made if need be) and prints
      its credentials as JSON, for: wp ivorey connect --credentials=<file|->
  npm run connection -- create-account --email ADDRESS [--account NAME]
      Makes an account ("${ DEFAULT_ACCOUNT_NAME }" by default), or finds it, lets this person sign in to it,
      and prints a link to the console that signs in once, within a day.
  npm run connection -- create-token [--account NAME] [--manage]
      Prints a token that reads what an account has ("${ DEFAULT_ACCOUNT_NAME }" by default, made if need be);
      with --manage one that may erase people, too.
  npm run connection -- revoke-token TOKEN_ID
      TOKEN_ID as \`create-token\` shows it, beside the token: acc_….tok_…
  npm run connection -- new-epoch
      After the database was restored from a backup: the stores send what it lacks, by themselves, and readers
      of the feed of triggers are told to begin again.
  npm run connection -- rotate-key
      Seals all stored secrets anew with the first key of ENCRYPTION_KEY=<new>,<old>, and says how many are left.
      Can be interrupted and run again.
  npm run connection -- forget-key KEY_ID
      Where an encryption key is lost: removes what only it opens. Those stores have to connect again.
  npm run connection -- drop-old-columns
      After an upgrade, once no copy of the program from before it runs: drops the columns that only those read.
  npm run connection -- list
  npm run connection -- pause|resume|revoke|delete CONNECTION
      CONNECTION as \`list\` shows it: acc_….con_…
      \`delete\` deletes every row that the store has given, and lists how many of which. If it is interrupted, the same
      command goes on.
  npm run connection -- erase --email ADDRESS [--account NAME]
      Erases a person: the contact, and the personal data in the orders of all stores of an account
      ("${ DEFAULT_ACCOUNT_NAME }" by default). What was sold, for how much and when stays.
  npm run connection -- delete-account ACCOUNT
      Deletes an account with all that it has: stores, people, tokens. ACCOUNT as \`list\` shows it, before the dot: acc_…
`;

const OBSTACLES = {
	unfilled:
		'A copy of the program from before the upgrade still writes orders. Stop it, and run this again.',
	'in-use':
		'Something else reads the orders for minutes, such as a backup. Nothing was changed; run this again later.',
} as const;

class UsageError extends Error {
	override name = 'UsageError';
}

type Command =
	| { name: 'create'; storeUrl: string; account: string | undefined }
	| { name: 'create-account'; email: string; account: string | undefined }
	| {
			name: 'create-token';
			account: string | undefined;
			manage: boolean;
	  }
	| { name: 'erase'; email: string; account: string | undefined }
	| { name: 'delete-account'; accountId: string }
	| { name: 'revoke-token'; tokenId: string }
	| { name: 'list' }
	| { name: 'new-epoch' }
	| { name: 'rotate-key' }
	| { name: 'drop-old-columns' }
	| { name: 'forget-key'; keyId: string }
	| { name: PersonAction; connection: string };

const OPTIONS: Readonly< Record< string, readonly string[] > > = {
	create: [ 'store-url', 'account' ],
	'create-account': [ 'email', 'account' ],
	'create-token': [ 'account', 'manage' ],
	erase: [ 'email', 'account' ],
};

function parseCommand( args: readonly string[] ): Command {
	let parsed;
	try {
		parsed = parseArgs( {
			args: [ ...args ],
			allowPositionals: true,
			options: {
				'store-url': { type: 'string' },
				account: { type: 'string' },
				email: { type: 'string' },
				manage: { type: 'boolean' },
			},
		} );
	} catch ( error ) {
		throw new UsageError(
			error instanceof Error ? error.message : String( error )
		);
	}
	const { values, positionals } = parsed;
	const [ name, argument, ...rest ] = positionals;
	const action = PERSON_ACTIONS.find( ( known ) => known === name );
	if ( name === undefined ) {
		throw new UsageError( 'Say what to do.' );
	}
	const foreign = Object.keys( values ).find(
		( option ) => ! ( OPTIONS[ name ] ?? [] ).includes( option )
	);
	if ( foreign !== undefined ) {
		throw new UsageError(
			OPTIONS[ name ] === undefined
				? `"${ name }" takes no options.`
				: `"${ name }" takes no --${ foreign }.`
		);
	}
	const takesArgument =
		action !== undefined ||
		name === 'revoke-token' ||
		name === 'forget-key' ||
		name === 'delete-account';
	if ( rest.length > 0 || ( ! takesArgument && argument !== undefined ) ) {
		throw new UsageError( `"${ rest[ 0 ] ?? argument }" is too much.` );
	}
	if ( action !== undefined ) {
		if ( argument === undefined ) {
			throw new UsageError( `Say which connection to ${ action }.` );
		}
		return { name: action, connection: argument };
	}
	if ( name === 'revoke-token' ) {
		if ( argument === undefined ) {
			throw new UsageError( 'Say which token to revoke, by its id.' );
		}
		return { name, tokenId: argument };
	}
	if ( name === 'forget-key' ) {
		if ( argument === undefined ) {
			throw new UsageError( 'Say which key to forget, by its id.' );
		}
		return { name, keyId: argument };
	}
	if ( name === 'delete-account' ) {
		if ( argument === undefined || ! isAccountId( argument ) ) {
			throw new UsageError(
				'Say which account to delete, by its id: acc_…'
			);
		}
		return { name, accountId: argument };
	}
	if (
		name === 'list' ||
		name === 'new-epoch' ||
		name === 'rotate-key' ||
		name === 'drop-old-columns'
	) {
		return { name };
	}
	if ( name === 'create-token' ) {
		return {
			name,
			account: values.account,
			manage: values.manage === true,
		};
	}
	if ( name === 'create-account' || name === 'erase' ) {
		const email = z.email().safeParse( values.email );
		if ( ! email.success ) {
			throw new UsageError(
				`"${ name }" needs --email, like --email ada@example.com`
			);
		}
		return { name, email: email.data, account: values.account };
	}
	if ( name !== 'create' ) {
		throw new UsageError( `There is no "${ name }".` );
	}
	const storeUrl = values[ 'store-url' ];
	if ( storeUrl === undefined ) {
		throw new UsageError(
			'"create" needs --store-url, like --store-url https://yourstore.com'
		);
	}
	return { name, storeUrl, account: values.account };
}

async function run( command: Command, config: Config ): Promise< void > {
	const embedded =
		config.databaseUrl === null
			? await startEmbeddedPostgres( { dataDir: config.dataDir } )
			: null;
	const url = config.databaseUrl ?? embedded!.url;
	const { db, close } = openDatabase( { as: 'owner', url, poolSize: 2 } );
	try {
		await migrate( url, {
			onWait: () =>
				process.stderr.write(
					'Waiting for another program that brings the database up to date.\n'
				),
		} );
		await execute( command, config, db );
	} finally {
		await close();
		if ( embedded?.reused === false ) {
			await embedded.release();
		}
	}
}

async function execute(
	command: Command,
	config: Config,
	db: Kysely< Database >
): Promise< void > {
	switch ( command.name ) {
		case 'create': {
			const keys = await resolveKeyring( config );
			await recogniseKeys( db, keys, new Date() );
			const credentials = await createConnection( db, {
				storeUrl: command.storeUrl,
				...( command.account === undefined
					? {}
					: { accountName: command.account } ),
				apiUrl: config.publicUrl ?? `http://localhost:${ config.port }`,
				keys,
			} );
			process.stdout.write( `${ JSON.stringify( credentials ) }\n` );
			console.error(
				'Keep this: the token and the secret are not shown again.'
			);
			return;
		}
		case 'create-account': {
			const now = new Date();
			const person = await addPerson( db, {
				email: command.email,
				...( command.account === undefined
					? {}
					: { accountName: command.account } ),
				now,
			} );
			const token = await makeSignInLink( db, person, {
				nextPath: PATHS.stores,
				now,
				validMs: PRINTED_LINK_MS,
			} );
			const address =
				config.consoleUrl ?? `http://localhost:${ config.port }`;
			process.stdout.write(
				`${ address }${ PATHS.signIn }/${ token }\n`
			);
			return;
		}
		case 'create-token': {
			const now = new Date();
			const accountId = await findOrMakeAccount(
				db,
				command.account ?? DEFAULT_ACCOUNT_NAME,
				now
			);
			const { token, tokenId } = await createAccountToken(
				db,
				accountId,
				now,
				command.manage ? 'manage' : 'read'
			);
			process.stdout.write( `${ token }\n` );
			console.error(
				`Keep this: it is not shown again. Its id, to revoke it: ${ tokenId }`
			);
			return;
		}
		case 'erase': {
			const accountId = await findAccount(
				db,
				command.account ?? DEFAULT_ACCOUNT_NAME
			);
			const counts = await eraseByOwner( forAccount( db, accountId ), {
				accountId,
				email: command.email,
				requestedBy: 'cli',
				now: new Date(),
			} );
			print( { ...counts } );
			return;
		}
		case 'delete-account': {
			const deleted = await deleteAccountRows(
				forAccount( db, command.accountId ),
				command.accountId,
				() => new Date()
			);
			if ( deleted.accounts === undefined ) {
				throw new InputError(
					`There is no account ${ command.accountId }.`
				);
			}
			print( deleted );
			return;
		}
		case 'revoke-token':
			if (
				! ( await revokeAccountToken(
					db,
					command.tokenId,
					new Date()
				) )
			) {
				throw new InputError(
					`There is no token ${ command.tokenId } that could be revoked.`
				);
			}
			console.error( `${ command.tokenId }: revoked` );
			return;
		case 'new-epoch':
			process.stdout.write( `${ await beginEpoch( db, new Date() ) }\n` );
			console.error(
				'The stores notice with their next question, within a minute or so.'
			);
			return;
		case 'rotate-key':
			return rotate( db, await resolveKeyring( config ) );
		case 'drop-old-columns': {
			const obstacle = await finishFilling( db );
			if ( obstacle !== null ) {
				throw new InputError( OBSTACLES[ obstacle ] );
			}
			console.error(
				'The database has the columns of this version only.'
			);
			return;
		}
		case 'forget-key': {
			const { keyId } = command;
			const keys = await resolveKeyring( config );
			const removed = await forgetKey( db, keys, keyId, new Date() );
			if ( removed === null ) {
				throw new InputError(
					`The key ${ keyId } is not lost: ENCRYPTION_KEY has it. To replace it, put a new one before it and run: npm run connection -- rotate-key`
				);
			}
			console.error(
				`${ keyId }: forgotten, with ${ removed } secrets that only it opened`
			);
			return;
		}
		case 'delete':
			return deleteConnection( db, command.connection );
		case 'list':
			return list( db );
		default:
			return act( db, command.name, command.connection );
	}
}

async function rotate(
	db: Kysely< Database >,
	keys: Keyring
): Promise< void > {
	await recogniseKeys( db, keys, new Date() );
	const { resealed, left } = await rotateKey( db, keys, ( progress ) =>
		console.error(
			`${ progress.resealed } sealed anew, ${ progress.left } left`
		)
	);
	process.stdout.write( `${ resealed } sealed anew, ${ left } left\n` );
	if ( left > 0 ) {
		throw new InputError(
			'What is left opens with none of the keys of ENCRYPTION_KEY. Add the key that sealed it, or forget that key.'
		);
	}
	console.error(
		`All secrets are sealed with ${ keys.current.id }, the first key. Once every copy of the program has it first, the others can be removed from ENCRYPTION_KEY.`
	);
}

async function list( db: Kysely< Database > ): Promise< void > {
	const connections = await db
		.selectFrom( 'accounts as a' )
		.innerJoin( 'connections as c', 'c.account_id', 'a.account_id' )
		.select( [
			'a.account_id',
			'a.name',
			'c.connection_id',
			'c.state',
			'c.state_reason',
			'c.store_url',
			'c.last_seen_at',
		] )
		.orderBy( 'a.account_id' )
		.orderBy( 'c.created_at' )
		.execute();
	for ( const row of connections ) {
		const state =
			row.state_reason === null
				? row.state
				: `${ row.state } (${ row.state_reason })`;
		const seen =
			row.last_seen_at === null
				? 'never seen'
				: `seen ${ row.last_seen_at.toISOString() }`;
		const connection = formatConnection( {
			accountId: row.account_id,
			connectionId: row.connection_id,
		} );
		process.stdout.write(
			`${ [ connection, row.store_url, state, seen, row.name ].join( '\t' ) }\n`
		);
	}
	if ( connections.length === 0 ) {
		console.error( 'There are no connections yet.' );
	}
}

function print( counts: Readonly< Record< string, number > > ): void {
	for ( const [ what, number ] of Object.entries( counts ) ) {
		process.stdout.write( `${ what }\t${ number }\n` );
	}
}

/** Also one whose deletion was interrupted. */
async function deleteConnection(
	db: Kysely< Database >,
	text: string
): Promise< void > {
	const key = connectionOf( text );
	const own = forAccount( db, key.accountId );
	if (
		( await actOnConnection( own, key, 'delete', new Date() ) ) === null
	) {
		throw noSuchConnection( text );
	}
	print( await deleteConnectionRows( own, key, () => new Date() ) );
	console.error( `${ text }: deleted` );
}

async function act(
	db: Kysely< Database >,
	action: PersonAction,
	text: string
): Promise< void > {
	const key = connectionOf( text );
	const result = await actOnConnection(
		forAccount( db, key.accountId ),
		key,
		action,
		new Date()
	);
	if ( result === null ) {
		throw noSuchConnection( text );
	}
	const { from, transition } = result;
	if ( transition === null ) {
		throw new InputError(
			`Cannot ${ action } it: it is ${ from.state }${ from.reason === null ? '' : ` (${ from.reason })` }.`
		);
	}
	console.error( `${ text }: ${ from.state } → ${ transition.to }` );
}

function connectionOf( text: string ): ConnectionKey {
	const key = parseConnection( text );
	if ( key === null ) {
		throw new InputError(
			`"${ text }" is no connection. Take it from: npm run connection -- list`
		);
	}
	return key;
}

function noSuchConnection( text: string ): InputError {
	return new InputError( `There is no connection ${ text }.` );
}

async function main(): Promise< number > {
	try {
		await run(
			parseCommand( process.argv.slice( 2 ) ),
			loadConfig( process.env )
		);
		return 0;
	} catch ( error ) {
		if ( error instanceof UsageError ) {
			console.error( `${ error.message }\n\n${ USAGE }` );
			return 2;
		}
		const expected =
			error instanceof ConfigError ||
			error instanceof MissingRoles ||
			error instanceof InputError;
		console.error( expected ? error.message : error );
		return 1;
	}
}

process.exitCode = await main();
