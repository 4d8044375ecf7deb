import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_ACCOUNT_NAME } from '../accounts/accounts.ts';
import { PERSON_ACTIONS, type PersonAction } from '../connections/state.ts';
import { isAccountId } from '../db/identifiers.ts';
import { UsageError } from './program.ts';

export const USAGE = `Usage:
  npm run connection -- create --store-url URL [--account NAME]
      Joins a store to an account ("${ DEFAULT_ACCOUNT_NAME }" by default, made if need be) and prints
      its credentials as JSON, for: wp ivorey connect --credentials=<file|->
  npm run connection -- create-account --email ADDRESS [--account NAME]
      Makes an account ("${ DEFAULT_ACCOUNT_NAME }" by default), or finds it, lets this person sign in to it,
      and prints a link to the console that signs in once, within a day.
  npm run connection -- create-token [--account NAME] [--name TEXT] [--manage]
      Prints a token that reads what an account has ("${ DEFAULT_ACCOUNT_NAME }" by default, made if need be);
      with --manage one that may change products and erase people, too. --name says which program uses it.
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

export type Command =
	| { name: 'create'; storeUrl: string; account: string | undefined }
	| { name: 'create-account'; email: string; account: string | undefined }
	| {
			name: 'create-token';
			account: string | undefined;
			tokenName: string | null;
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
	'create-token': [ 'account', 'name', 'manage' ],
	erase: [ 'email', 'account' ],
};

/** @throws UsageError */
export function parseCommand( args: readonly string[] ): Command {
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
				name: { type: 'string' },
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
			tokenName: values.name?.trim() || null,
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
