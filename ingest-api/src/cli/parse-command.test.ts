import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './program.ts';

test.for( [
	{ args: [], message: 'Say what to do.' },
	{ args: [ 'make' ], message: 'There is no "make".' },
	{ args: [ 'create' ], message: '"create" needs --store-url' },
	{
		args: [ 'create', 'https://shop.example.com' ],
		message: '"https://shop.example.com" is too much.',
	},
	{ args: [ 'create', '--url', 'x' ], message: "Unknown option '--url'" },
	{ args: [ 'revoke' ], message: 'Say which connection to revoke.' },
	{ args: [ 'forget-key' ], message: 'Say which key to forget' },
	{ args: [ 'rotate-key', 'x' ], message: '"x" is too much.' },
	{ args: [ 'revoke-token' ], message: 'Say which token to revoke' },
	{ args: [ 'create-token', 'Ada' ], message: '"Ada" is too much.' },
	{ args: [ 'erase' ], message: '"erase" needs --email' },
	{
		args: [ 'delete-account', 'Ada' ],
		message: 'Say which account to delete',
	},
	{
		args: [ 'list', '--account', 'x' ],
		message: '"list" takes no options.',
	},
] )( 'usage: $args', ( { args, message } ) => {
	const parse = () => parseCommand( args );
	expect( parse ).toThrow( UsageError );
	expect( parse ).toThrow( message );
} );
