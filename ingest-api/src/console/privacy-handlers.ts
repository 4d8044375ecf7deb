import { emailSchema } from '@ivorey/shared';
import {
	eraseByOwner,
	listErasures,
	previewErasure,
} from '../erasure/erase-by-owner.ts';
import type { RequestContext } from '../http/request.ts';
import { confirmErasurePage, privacyPage } from './pages/privacy.ts';
import { PATHS } from './paths.ts';
import type {
	ConsoleServices,
	SessionCall,
	SessionHandler,
} from './services.ts';

const LISTED = 100;

export const showPrivacy: SessionHandler = ( services, c, call ) =>
	answerPrivacy( services, c, call );

/** Uses POST, since an e-mail address does not belong in the browser's history or in logs. */
export const previewPerson: SessionHandler = async ( services, c, call ) => {
	const { email, typed } = await emailOf( c );
	if ( email === null ) {
		return answerPrivacy( services, c, call, typed );
	}
	const { db, now } = services;
	const { viewer } = call;
	return c.html(
		confirmErasurePage(
			viewer,
			email,
			await previewErasure( db, viewer.accountId, email, now() )
		)
	);
};

export const erasePerson: SessionHandler = async ( services, c, call ) => {
	const { email, typed } = await emailOf( c );
	if ( email === null ) {
		return answerPrivacy( services, c, call, typed );
	}
	const { db, log, now } = services;
	const { viewer } = call;
	const counts = await eraseByOwner( db, {
		accountId: viewer.accountId,
		email,
		requestedBy: 'console',
		person: viewer,
		now: now(),
	} );
	log.info( 'person erased', { count: counts.orders } );
	return c.redirect( `${ PATHS.privacy }?told=erased`, 303 );
};

async function answerPrivacy(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall,
	refused?: string
): Promise< Response > {
	const erasures = await listErasures( db, viewer.accountId, LISTED );
	return c.html(
		privacyPage( viewer, {
			erasures,
			isDone: c.req.query( 'told' ) === 'erased',
			...( refused === undefined ? {} : { refused } ),
		} ),
		refused === undefined ? 200 : 422
	);
}

async function emailOf(
	c: RequestContext
): Promise< { email: string | null; typed: string } > {
	const { email } = await c.req.parseBody();
	const typed = typeof email === 'string' ? email.trim() : '';
	const parsed = emailSchema.safeParse( typed );
	return { email: parsed.success ? parsed.data : null, typed };
}
