import type { Renderer } from '../automations/email/render.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { RequestContext } from '../http/request.ts';
import type { Mailer } from '../ops/mailer.ts';
import type { AccountsOfPeople } from './accounts-of-people.ts';
import type { ElementCounters } from './element-counter.ts';
import type { ConsoleLimits } from './limits.ts';
import type { Viewer } from './viewer.ts';

/** The services that the console's handlers use. */
export interface ConsoleServices extends ApiServices {
	mailer: Mailer;
	/** Renders e-mails for previews. */
	renderer: Renderer;
	consoleLimits: ConsoleLimits;
	elementCounters: ElementCounters;
	accountsOfPeople: AccountsOfPeople;
	/** Makes the store ask for news, without waiting for it. */
	wake: ( storeUrl: string ) => void;
}

/** The context of a request by a signed-in person. */
export interface SessionCall {
	viewer: Viewer;
	session: string;
}

export type SessionHandler = (
	services: ConsoleServices,
	c: RequestContext,
	call: SessionCall
) => Response | Promise< Response >;
