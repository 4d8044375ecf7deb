import { CHANGE_KINDS } from '../accounts/changes.ts';
import { listChangeAuthors, listChanges } from '../views/changes-query.ts';
import { CHANGE_AREAS } from './change-words.ts';
import { historyPage } from './pages/history.ts';
import type { SessionHandler } from './services.ts';

/** `GET /settings/history` (R40). */
export const showHistory: SessionHandler = async ( { db }, c, { viewer } ) => {
	const { accountId } = viewer;
	const authors = await listChangeAuthors( db, accountId );
	const personId =
		authors.find(
			( author ) => author.personId === c.req.query( 'person' )
		)?.personId ?? null;
	const area =
		CHANGE_AREAS.find(
			( { value } ) => value === c.req.query( 'about' )
		) ?? null;
	const changes = await listChanges( db, accountId, {
		personId,
		kinds:
			area === null
				? null
				: CHANGE_KINDS.filter( ( kind ) => area.kinds.test( kind ) ),
		before: c.req.query( 'before' ) ?? null,
		after: c.req.query( 'after' ) ?? null,
	} );
	return c.html(
		historyPage( viewer, {
			changes,
			authors,
			personId,
			area: area?.value ?? null,
		} )
	);
};
