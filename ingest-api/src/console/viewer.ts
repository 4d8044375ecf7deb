import type { Person } from '../accounts/people.ts';
import type { SignedIn } from '../accounts/sign-in.ts';
import type { RequestContext } from '../http/request.ts';

/** Who looks at a page. */
export interface Viewer extends SignedIn {
	/** Of the same address, this one among them. */
	accounts: readonly Pick< Person, 'accountId' | 'accountName' >[];
	/** For each form. */
	csrf: string;
}

const viewers = new WeakMap< Request, Viewer >();

/** So that a page about an error knows who looks at it, wherever it was thrown. */
export function rememberViewer( c: RequestContext, viewer: Viewer ): void {
	viewers.set( c.req.raw, viewer );
}

/** @return null where nobody is signed in, or was asked for before the error. */
export function rememberedViewer( c: RequestContext ): Viewer | null {
	return viewers.get( c.req.raw ) ?? null;
}

export function isOwner( { role }: Viewer ): boolean {
	return role === 'owner';
}
