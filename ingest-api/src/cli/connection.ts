import type { Kysely } from 'kysely';
import type { Config } from '../ops/config.ts';
import { PATHS } from '../console/paths.ts';
import {
	DELETED_SUBJECT,
	noteChange,
	STORE_CHANGES,
} from '../accounts/changes.ts';
import { addPerson } from '../accounts/people.ts';
import { finishUpgrade } from '../db/finish-upgrade.ts';
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
	parseConnection,
	type ConnectionKey,
} from '../db/identifiers.ts';
import {
	deleteAccountRows,
	deleteConnectionRows,
} from '../erasure/delete-rows.ts';
import { eraseByOwner } from '../erasure/erase-by-owner.ts';
import type { PersonAction } from '../connections/state.ts';
import { actOnConnection } from '../connections/repository.ts';
import { makeSignInLink, PRINTED_LINK_MS } from '../accounts/sign-in.ts';
import {
	DEFAULT_ACCOUNT_NAME,
	findAccount,
	findOrMakeAccount,
	InputError,
} from '../accounts/accounts.ts';
import { parseCommand, USAGE, type Command } from './parse-command.ts';
import { runProgram } from './program.ts';

const OBSTACLES = {
	unfilled:
		'A copy of the program from before the upgrade still writes orders. Stop it, and run this again.',
	'in-use':
		'Something else reads the orders for minutes, such as a backup. Nothing was changed; run this again later.',
} as const;

async function execute(
	command: Command,
	db: Kysely< Database >,
	config: Config
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
				command.manage ? 'manage' : 'read',
				{
					name: command.tokenName,
					author: { accountId, origin: 'operator' },
				}
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
				! ( await revokeAccountToken( db, command.tokenId, new Date(), {
					accountId: command.tokenId.split( '.' )[ 0 ]!,
					origin: 'operator',
				} ) )
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
			const obstacle = await finishUpgrade( db );
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

/** Also finishes a deletion that was interrupted. */
async function deleteConnection(
	db: Kysely< Database >,
	text: string
): Promise< void > {
	const key = connectionOf( text );
	const own = forAccount( db, key.accountId );
	const now = new Date();
	const result = await actOnConnection( own, key, 'delete', now, ( tx ) =>
		noteAction( tx, key, 'delete', now )
	);
	if ( result === null ) {
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
	const own = forAccount( db, key.accountId );
	const now = new Date();
	const result = await actOnConnection( own, key, action, now, ( tx ) =>
		noteAction( tx, key, action, now )
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

/** R40: an operator's actions appear in the account's history, too. */
async function noteAction(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	action: PersonAction,
	now: Date
): Promise< void > {
	const { store_url: label } = await tx
		.selectFrom( 'connections' )
		.select( 'store_url' )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.executeTakeFirstOrThrow();
	await noteChange(
		tx,
		{ accountId, origin: 'operator' },
		{
			kind: STORE_CHANGES[ action ],
			subject: {
				kind: 'store',
				id: action === 'delete' ? DELETED_SUBJECT : connectionId,
				label,
			},
		},
		now
	);
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

process.exitCode = await runProgram( {
	usage: USAGE,
	parse: parseCommand,
	run: execute,
} );
