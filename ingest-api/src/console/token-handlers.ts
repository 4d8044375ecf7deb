import {
	createAccountToken,
	listTokens,
	MAX_TOKEN_NAME,
	revokeAccountToken,
	type TokenRow,
} from '../accounts/api-tokens.ts';
import type { TokenScope } from '../db/element-tables.ts';
import type { RequestContext } from '../http/request.ts';
import { noSuchPage } from './pages/other.ts';
import { newTokenPage, revokeTokenPage, tokensPage } from './pages/tokens.ts';
import { PATHS } from './paths.ts';
import type { SessionCall, SessionHandler } from './services.ts';
import { readTold, type ToldWords } from './told.ts';
import { texts } from '../texts/texts.ts';

const toldWords = (): ToldWords => ( {
	revoked: { tone: 'good', text: texts().tokens.isRevoked },
} );

/** `GET /settings/tokens` (R41). */
export const showTokens: SessionHandler = async ( { db }, c, { viewer } ) =>
	c.html(
		tokensPage( viewer, {
			tokens: await listTokens( db, viewer.accountId ),
			told: readTold( c, toldWords() ),
		} )
	);

/** `POST /settings/tokens`: the response shows the token, and nothing shows it again. */
export const createToken: SessionHandler = async (
	{ db, now },
	c,
	{ viewer }
) => {
	const form = await c.req.parseBody();
	const name = typeof form.name === 'string' ? form.name.trim() : '';
	const scope: TokenScope = form.scope === 'manage' ? 'manage' : 'read';
	const error = errorOf( name );
	if ( error !== null ) {
		return c.html(
			tokensPage( viewer, {
				tokens: await listTokens( db, viewer.accountId ),
				told: null,
				form: { name, scope, error },
			} ),
			422
		);
	}
	const { token } = await createAccountToken(
		db,
		viewer.accountId,
		now(),
		scope,
		{ name, createdBy: viewer.email, author: viewer }
	);
	return c.html( newTokenPage( viewer, { name, token } ) );
};

function errorOf( name: string ): string | null {
	if ( name === '' ) {
		return texts().tokens.needsName;
	}
	return name.length > MAX_TOKEN_NAME
		? texts().tokens.nameTooLong( MAX_TOKEN_NAME )
		: null;
}

function withToken(
	run: (
		services: Parameters< SessionHandler >[ 0 ],
		c: RequestContext,
		call: SessionCall,
		token: TokenRow
	) => Response | Promise< Response >
): SessionHandler {
	return async ( services, c, call ) => {
		const tokens = await listTokens( services.db, call.viewer.accountId );
		const id = `${ call.viewer.accountId }.${ c.req.param( 'token' ) }`;
		const token = tokens.find(
			( { tokenId, revokedAt } ) => tokenId === id && revokedAt === null
		);
		return token === undefined
			? c.html( noSuchPage( call.viewer ), 404 )
			: run( services, c, call, token );
	};
}

/** `GET /settings/tokens/:token/revoke` */
export const askToRevokeToken = withToken(
	( _services, c, { viewer }, token ) =>
		c.html( revokeTokenPage( viewer, token ) )
);

/** `POST /settings/tokens/:token/revoke` (R41). */
export const revokeToken = withToken(
	async ( { db, now }, c, { viewer }, { tokenId } ) => {
		await revokeAccountToken( db, tokenId, now(), viewer );
		return c.redirect( `${ PATHS.tokens }?told=revoked`, 303 );
	}
);
