import type { Person } from '../accounts/people.ts';
import type { SignedIn } from '../accounts/sign-in.ts';
import type { RequestContext } from '../http/request.ts';

/** The person who looks at a page. */
export interface Viewer extends SignedIn {
	/** All accounts of the same e-mail address, this one included. */
	accounts: readonly Pick< Person, 'accountId' | 'accountName' >[];
	/** The token that each form carries. */
	csrf: string;
}

const viewers = new WeakMap< Request, Viewer >();

/** Lets an error page know its viewer, wherever the error was thrown. */
export function rememberViewer( c: RequestContext, viewer: Viewer ): void {
	viewers.set( c.req.raw, viewer );
}

/** @return null if nobody is signed in, or the error came before findViewer(). */
export function rememberedViewer( c: RequestContext ): Viewer | null {
	return viewers.get( c.req.raw ) ?? null;
}

export function isOwner( { role }: Viewer ): boolean {
	return role === 'owner';
}
