import { randomUUID } from 'node:crypto';
import { DEFAULT_SETTINGS, type Settings } from '@ivorey/shared';
import {
	issueCode,
	findOpenRequest,
	saveSelections,
	startConnectRequest,
} from '@ivorey/ingest-api/connections/connect/requests.ts';
import type { PersonAction } from '@ivorey/ingest-api/connections/state.ts';
import { actOnConnection } from '@ivorey/ingest-api/connections/repository.ts';
import { addPerson, type Person } from '@ivorey/ingest-api/accounts/people.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';

/** The database actions of Ivorey's screens, for an account of its own. */
export class IvoreySide {
	readonly #url: string;
	person!: Person;

	constructor( databaseUrl: string ) {
		this.#url = databaseUrl;
	}

	/** Creates an empty account. */
	async newAccount( name = `Account ${ randomUUID() }` ): Promise< void > {
		this.person = await this.#run( ( db ) =>
			addPerson( db, {
				email: `${ randomUUID() }@example.com`,
				accountName: name,
				now: new Date(),
			} )
		);
	}

	/**
	 * From the store's URL to Save.
	 *
	 * @return The code.
	 */
	async save( {
		storeUrl,
		approveUrl,
		store = null,
		settings = DEFAULT_SETTINGS,
		at = new Date(),
	}: {
		storeUrl: string;
		approveUrl: string;
		/** Set if the store began. */
		store?: { state: string; codeChallenge: string } | null;
		settings?: Pick< Settings, 'import' | 'sync' >;
		at?: Date;
	} ): Promise< string > {
		const { accountId, personId } = this.person;
		return this.#run( async ( db ) => {
			const id = await startConnectRequest( db, {
				accountId,
				personId,
				storeUrl,
				approveUrl,
				store,
				now: at,
			} );
			const request = await findOpenRequest( db, accountId, id, at );
			await saveSelections( db, request!, {
				import: settings.import,
				sync: settings.sync,
			} );
			return ( await issueCode( db, request!, at ) )!;
		} );
	}

	/** As a person pauses, resumes, revokes or deletes it in Ivorey. */
	async act( connection: string, action: PersonAction ): Promise< void > {
		const [ accountId, connectionId ] = connection.split( '.' );
		await this.#run( ( db ) =>
			actOnConnection(
				db,
				{ accountId: accountId!, connectionId: connectionId! },
				action,
				new Date()
			)
		);
	}

	async #run< T >(
		work: ( db: ReturnType< typeof openDatabase >[ 'db' ] ) => Promise< T >
	): Promise< T > {
		const { db, close } = openDatabase( {
			as: 'owner',
			url: this.#url,
			poolSize: 1,
		} );
		try {
			return await work( db );
		} finally {
			await close();
		}
	}
}
