import type { Kysely, Transaction } from 'kysely';
import { switchedOn, type Settings, type Switchable } from '@ivorey/shared';
import { noteChange, type ChangeAuthor } from '../accounts/changes.ts';
import type { Database, SettingsAuthor } from '../db/schema.ts';
import type { ConnectionKey } from '../db/identifiers.ts';

export interface SettingsChange {
	import: Settings[ 'import' ];
	sync: Settings[ 'sync' ];
	/** The version that the change is based on. */
	baseVersion: number;
	by: SettingsAuthor;
}

export type SettingsOutcome =
	| { kind: 'changed'; settings: Settings }
	/** R25: another change was faster; these are the current settings. */
	| { kind: 'conflict'; settings: Settings };

/**
 * Changes the selections (R20, R21) at the store's or the account's request. A save without changes makes no new
 * version.
 *
 * @return null if there is no such connection.
 */
export async function changeSettings(
	db: Kysely< Database >,
	key: ConnectionKey,
	change: SettingsChange,
	at: Date,
	note?: (
		tx: Kysely< Database >,
		before: Settings,
		after: Settings
	) => Promise< void >
): Promise< SettingsOutcome | null > {
	return db.transaction().execute( async ( tx ) => {
		const before = await lockSettings( tx, key );
		if ( before === null ) {
			return null;
		}
		const { settings } = before;
		const { import: imported, sync } = change;
		if ( sameSelections( settings, change ) ) {
			return { kind: 'changed', settings };
		}
		if ( change.baseVersion !== settings.version ) {
			return { kind: 'conflict', settings };
		}
		const changed = await writeSettings(
			tx,
			key,
			before,
			{ import: imported, sync },
			change.by,
			at
		);
		await note?.( tx, settings, changed );
		return { kind: 'changed', settings: changed };
	} );
}

/** R40: records which switches were flipped. */
export function notingSettings(
	author: ChangeAuthor,
	{ connectionId, storeUrl }: { connectionId: string; storeUrl: string },
	at: Date
) {
	return (
		tx: Kysely< Database >,
		before: Settings,
		after: Settings
	): Promise< void > =>
		noteChange(
			tx,
			author,
			{
				kind: 'store_settings',
				subject: { kind: 'store', id: connectionId, label: storeUrl },
				details: {
					import_on: flippedTo( true, before.import, after.import ),
					import_off: flippedTo( false, before.import, after.import ),
					sync_on: flippedTo( true, before.sync, after.sync ),
					sync_off: flippedTo( false, before.sync, after.sync ),
				},
			},
			at
		);
}

type Switches = Readonly< Record< string, boolean > >;

function flippedTo( to: boolean, before: Switches, after: Switches ): string[] {
	return Object.keys( after ).filter(
		( name ) => after[ name ] === to && before[ name ] !== to
	);
}

export interface LockedSettings {
	settings: Settings;
	/** The switches that were on in any version before the current one. */
	switchedOn: Switchable[];
}

/** @return null if there is no such connection. */
export async function lockSettings(
	tx: Transaction< Database >,
	key: ConnectionKey
): Promise< LockedSettings | null > {
	const row = await tx
		.selectFrom( 'connections' )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.select( [ 'settings', 'switched_on' ] )
		.forNoKeyUpdate()
		.executeTakeFirst();
	return row === undefined
		? null
		: { settings: row.settings, switchedOn: row.switched_on };
}

/** Writes the next version, under the lock of `lockSettings`. */
export async function writeSettings(
	tx: Transaction< Database >,
	key: ConnectionKey,
	before: LockedSettings,
	selections: Omit< Settings, 'version' >,
	by: SettingsAuthor,
	at: Date
): Promise< Settings > {
	const own = {
		account_id: key.accountId,
		connection_id: key.connectionId,
	};
	const settings: Settings = {
		version: before.settings.version + 1,
		...selections,
	};
	await tx
		.updateTable( 'connections' )
		.set( {
			settings: JSON.stringify( settings ),
			settings_version: settings.version,
			...( by === 'account' ? { asked_at: at } : {} ),
			switched_on: [
				...everSwitchedOn( before.settings, before.switchedOn ),
			],
		} )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.execute();
	await tx
		.insertInto( 'connection_settings' )
		.values( {
			...own,
			version: settings.version,
			settings: JSON.stringify( settings ),
			changed_by: by,
			changed_at: at,
		} )
		.execute();
	return settings;
}

/** The switches that are or ever were on: records captured while a switch was on are accepted even after it is off. */
export function everSwitchedOn(
	settings: Settings,
	before: readonly Switchable[]
): Set< Switchable > {
	return new Set( [ ...before, ...switchedOn( settings ) ] );
}

function sameSelections(
	one: Omit< Settings, 'version' >,
	other: Omit< Settings, 'version' >
): boolean {
	return same( one.import, other.import ) && same( one.sync, other.sync );
}

function same(
	one: Readonly< Record< string, boolean > >,
	other: Readonly< Record< string, boolean > >
): boolean {
	return Object.keys( one ).every(
		( name ) => one[ name ] === other[ name ]
	);
}
