import type { Renderer } from '../automations/email/render.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { RequestContext } from '../http/request.ts';
import type { Mailer } from '../ops/mailer.ts';
import type { AccountsOfPeople } from './accounts-of-people.ts';
import type { ElementCounters } from './element-counter.ts';
import type { ConsoleLimits } from './limits.ts';
import type { Viewer } from './viewer.ts';

/** What the handlers of the console work with. */
export interface ConsoleServices extends ApiServices {
	mailer: Mailer;
	/** Of e-mails, for previews. */
	renderer: Renderer;
	consoleLimits: ConsoleLimits;
	elementCounters: ElementCounters;
	accountsOfPeople: AccountsOfPeople;
	/** Has the store ask what is new; nobody waits for it. */
	wake: ( storeUrl: string ) => void;
}

/** What a handler knows of a request by somebody who is signed in. */
export interface SessionCall {
	viewer: Viewer;
	session: string;
}

export type SessionHandler = (
	services: ConsoleServices,
	c: RequestContext,
	call: SessionCall
) => Response | Promise< Response >;
