import type { PersonRole } from '../db/console-tables.ts';
import type { RequestContext } from '../http/request.ts';
import type { Auth, Route } from '../http/routes.ts';
import { UNSUBSCRIBE_PATH } from '../automations/unsubscribe.ts';
import {
	previewEmail,
	showEditor,
	showNewAutomation,
	takeEdit,
	takeNewAutomation,
} from './automation-editor-handlers.ts';
import { showCollection, showCollections } from './collection-handlers.ts';
import { showContact, showContacts } from './contact-handlers.ts';
import {
	askToRemoveProduct,
	showProduct,
	showProductEdit,
	takeProductEdit,
	takeProductRemoval,
} from './product-handlers.ts';
import { showProducts } from './product-list-handlers.ts';
import {
	askToRevokeToken,
	createToken,
	revokeToken,
	showTokens,
} from './token-handlers.ts';
import { showTransaction, showTransactions } from './transaction-handlers.ts';
import {
	showAutomation,
	showAutomations,
	showEmail,
	showMessage,
	showReview,
} from './automation-handlers.ts';
import {
	askToDelete,
	deleteOne,
	drop,
	release,
	sendRunAgain,
	sendTestToMe,
	turnOff,
	turnOn,
} from './automation-actions.ts';
import { saveSending, showSending } from './sending-handlers.ts';
import { showUnsubscribe, takeUnsubscribe } from './unsubscribe-handlers.ts';
import { saveAccount, showAccount } from './account-handlers.ts';
import { showHistory } from './history-handlers.ts';
import { showInvitation, takeInvitationUp } from './invitation-handlers.ts';
import {
	askToRemovePerson,
	sendInvitationAgain,
	showPeople,
	takeInvitation,
	takePersonRemoval,
	takeRevocation,
	takeRole,
} from './people-handlers.ts';
import { saveProfile, showProfile } from './profile-handlers.ts';
import { ASSETS, getAsset } from './assets.ts';
import {
	showConsent,
	showImport,
	showStoreUrl,
	showSync,
	takeConsent,
	takeImport,
	takeStoreUrl,
	takeSync,
} from './connect-handlers.ts';
import {
	exportCollections,
	exportContacts,
	exportOrders,
	exportProducts,
	exportTransactions,
} from './csv-handlers.ts';
import { findViewer } from './guards.ts';
import {
	deleteWebhook,
	rotateWebhookSecret,
	showDeleteWebhook,
	showWebhooks,
	testWebhook,
	turnWebhookOff,
	turnWebhookOn,
} from './webhook-handlers.ts';
import {
	replayWebhooks,
	sendDeliveryAgain,
	showDelivery,
	showWebhook,
} from './webhook-delivery-handlers.ts';
import {
	showNewWebhook,
	showWebhookEdit,
	takeNewWebhook,
	takeWebhookEdit,
} from './webhook-form-handlers.ts';
import { showOrder, showOrders } from './order-handlers.ts';
import { noSuchPage } from './pages/other.ts';
import { csvPath, PATHS } from './paths.ts';
import { erasePerson, previewPerson, showPrivacy } from './privacy-handlers.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import {
	askForLink,
	endSession,
	showLink,
	showMails,
	showSignIn,
	takeSwitch,
	useLink,
} from './sign-in-handlers.ts';
import {
	changeImport,
	disconnectStore,
	pauseStore,
	resumeStore,
	saveSettings,
	showDisconnect,
	showImportAgain,
	showIntegrations,
	showProgress,
	showStore,
	showStores,
} from './store-handlers.ts';
import { showHome } from './home-handlers.ts';
import { streamStore } from './store-stream.ts';

const WEBHOOK = `${ PATHS.webhooks }/:endpoint`;
const DELIVERY = `${ WEBHOOK }/deliveries/:event`;
const REQUEST = `${ PATHS.connect }/:request`;
const AUTOMATION = `${ PATHS.automations }/:automation`;
const ORDER = `${ PATHS.orders }/:connection/:order`;
const PRODUCT = `${ PATHS.products }/:connection/:product`;
const PERSON = `${ PATHS.people }/:person`;
const INVITATION = `${ PATHS.invitations }/:invitation`;
const STORE = `${ PATHS.stores }/:connection`;

type Callers = Record< Auth, unknown > & { session: SessionCall };

/** `role`: the role that may use the route (R40); an owner may use every route of a member. */
type ConsoleRoute =
	| ( Route< ConsoleServices, Callers, 'session' > & { role: PersonRole } )
	| Route< ConsoleServices, Callers, 'none' >;

/** Ivorey's own pages. The first matching route responds. */
// prettier-ignore
export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [
	...Object.values( ASSETS ).map( ( asset ): ConsoleRoute => ( {
		method: 'GET',
		path: `${ PATHS.assets }/:hash/${ asset.name }`,
		auth: 'none',
		limit: 'none',
		handler: getAsset( asset ),
	} ) ),
	{ method: 'GET', path: PATHS.signIn, auth: 'none', limit: 'none', handler: showSignIn },
	{ method: 'POST', path: PATHS.signIn, auth: 'none', limit: 'sign-in-links', handler: askForLink },
	{ method: 'GET', path: `${ PATHS.signIn }/:token`, auth: 'none', limit: 'address', handler: showLink },
	{ method: 'POST', path: `${ PATHS.signIn }/:token`, auth: 'none', limit: 'address', handler: useLink },
	{ method: 'POST', path: PATHS.signOut, auth: 'session', role: 'member', limit: 'none', handler: endSession },
	{ method: 'POST', path: PATHS.switchAccount, auth: 'none', limit: 'address', handler: takeSwitch },
	{ method: 'GET', path: `${ PATHS.invitation }/:token`, auth: 'none', limit: 'address', handler: showInvitation },
	{ method: 'POST', path: `${ PATHS.invitation }/:token`, auth: 'none', limit: 'address', handler: takeInvitationUp },
	{ method: 'GET', path: PATHS.mail, auth: 'none', limit: 'none', handler: showMails },

	{ method: 'GET', path: PATHS.home, auth: 'session', role: 'member', limit: 'none', handler: showHome },
	{ method: 'GET', path: '/settings', auth: 'session', role: 'member', limit: 'none', handler: leadTo( PATHS.integrations ) },
	{ method: 'GET', path: PATHS.integrations, auth: 'session', role: 'member', limit: 'none', handler: showIntegrations },
	{ method: 'GET', path: PATHS.stores, auth: 'session', role: 'member', limit: 'none', handler: showStores },
	{ method: 'GET', path: PATHS.tokens, auth: 'session', role: 'owner', limit: 'none', handler: showTokens },
	{ method: 'POST', path: PATHS.tokens, auth: 'session', role: 'owner', limit: 'none', handler: createToken },
	{ method: 'GET', path: `${ PATHS.tokens }/:token/revoke`, auth: 'session', role: 'owner', limit: 'none', handler: askToRevokeToken },
	{ method: 'POST', path: `${ PATHS.tokens }/:token/revoke`, auth: 'session', role: 'owner', limit: 'none', handler: revokeToken },
	{ method: 'GET', path: PATHS.account, auth: 'session', role: 'member', limit: 'none', handler: showAccount },
	{ method: 'POST', path: PATHS.account, auth: 'session', role: 'owner', limit: 'none', handler: saveAccount },
	{ method: 'GET', path: PATHS.profile, auth: 'session', role: 'member', limit: 'none', handler: showProfile },
	{ method: 'POST', path: PATHS.profile, auth: 'session', role: 'member', limit: 'none', handler: saveProfile },
	{ method: 'GET', path: PATHS.people, auth: 'session', role: 'member', limit: 'none', handler: showPeople },
	{ method: 'POST', path: PATHS.invitations, auth: 'session', role: 'owner', limit: 'invitations', handler: takeInvitation },
	{ method: 'POST', path: `${ INVITATION }/resend`, auth: 'session', role: 'owner', limit: 'invitations', handler: sendInvitationAgain },
	{ method: 'POST', path: `${ INVITATION }/revoke`, auth: 'session', role: 'owner', limit: 'none', handler: takeRevocation },
	{ method: 'POST', path: `${ PERSON }/role`, auth: 'session', role: 'owner', limit: 'none', handler: takeRole },
	{ method: 'GET', path: `${ PERSON }/remove`, auth: 'session', role: 'owner', limit: 'none', handler: askToRemovePerson },
	{ method: 'POST', path: `${ PERSON }/remove`, auth: 'session', role: 'owner', limit: 'none', handler: takePersonRemoval },
	{ method: 'GET', path: PATHS.history, auth: 'session', role: 'member', limit: 'none', handler: showHistory },
	{ method: 'GET', path: PATHS.privacy, auth: 'session', role: 'member', limit: 'none', handler: showPrivacy },
	{ method: 'POST', path: PATHS.privacy, auth: 'session', role: 'owner', limit: 'none', handler: previewPerson },
	{ method: 'POST', path: PATHS.erase, auth: 'session', role: 'owner', limit: 'none', handler: erasePerson },
	{ method: 'GET', path: PATHS.orders, auth: 'session', role: 'member', limit: 'none', handler: showOrders },
	{ method: 'GET', path: ORDER, auth: 'session', role: 'member', limit: 'none', handler: showOrder },
	{ method: 'GET', path: PATHS.contacts, auth: 'session', role: 'member', limit: 'none', handler: showContacts },
	{ method: 'GET', path: `${ PATHS.contacts }/:contact`, auth: 'session', role: 'member', limit: 'none', handler: showContact },

	...( [
		[ PATHS.orders, exportOrders ],
		[ PATHS.contacts, exportContacts ],
		[ PATHS.transactions, exportTransactions ],
		[ PATHS.products, exportProducts ],
		[ PATHS.collections, exportCollections ],
	] as const ).map( ( [ path, handler ] ): ConsoleRoute => ( {
		method: 'GET',
		path: csvPath( path ),
		auth: 'session',
		role: 'member',
		limit: 'none',
		handler,
	} ) ),
	{ method: 'GET', path: PATHS.transactions, auth: 'session', role: 'member', limit: 'none', handler: showTransactions },
	{ method: 'GET', path: `${ PATHS.transactions }/:connection/:transaction`, auth: 'session', role: 'member', limit: 'none', handler: showTransaction },
	{ method: 'GET', path: PATHS.products, auth: 'session', role: 'member', limit: 'none', handler: showProducts },
	{ method: 'GET', path: PRODUCT, auth: 'session', role: 'member', limit: 'none', handler: showProduct },
	{ method: 'GET', path: `${ PRODUCT }/edit`, auth: 'session', role: 'member', limit: 'none', handler: showProductEdit },
	{ method: 'POST', path: `${ PRODUCT }/edit`, auth: 'session', role: 'member', limit: 'none', handler: takeProductEdit },
	{ method: 'GET', path: `${ PRODUCT }/remove`, auth: 'session', role: 'member', limit: 'none', handler: askToRemoveProduct },
	{ method: 'POST', path: `${ PRODUCT }/remove`, auth: 'session', role: 'member', limit: 'none', handler: takeProductRemoval },
	{ method: 'GET', path: PATHS.collections, auth: 'session', role: 'member', limit: 'none', handler: showCollections },
	{ method: 'GET', path: `${ PATHS.collections }/:connection/:collection`, auth: 'session', role: 'member', limit: 'none', handler: showCollection },

	{ method: 'GET', path: PATHS.automations, auth: 'session', role: 'member', limit: 'none', handler: showAutomations },
	{ method: 'GET', path: PATHS.newAutomation, auth: 'session', role: 'member', limit: 'none', handler: showNewAutomation },
	{ method: 'POST', path: PATHS.newAutomation, auth: 'session', role: 'member', limit: 'none', handler: takeNewAutomation },
	{ method: 'POST', path: PATHS.previewEmail, auth: 'session', role: 'member', limit: 'none', handler: previewEmail },
	{ method: 'GET', path: AUTOMATION, auth: 'session', role: 'member', limit: 'none', handler: showAutomation },
	{ method: 'GET', path: `${ AUTOMATION }/edit`, auth: 'session', role: 'member', limit: 'none', handler: showEditor },
	{ method: 'POST', path: `${ AUTOMATION }/edit`, auth: 'session', role: 'member', limit: 'none', handler: takeEdit },
	{ method: 'GET', path: `${ AUTOMATION }/review`, auth: 'session', role: 'member', limit: 'none', handler: showReview },
	{ method: 'POST', path: `${ AUTOMATION }/on`, auth: 'session', role: 'member', limit: 'none', handler: turnOn },
	{ method: 'POST', path: `${ AUTOMATION }/off`, auth: 'session', role: 'member', limit: 'none', handler: turnOff },
	{ method: 'POST', path: `${ AUTOMATION }/release`, auth: 'session', role: 'member', limit: 'none', handler: release },
	{ method: 'POST', path: `${ AUTOMATION }/drop`, auth: 'session', role: 'member', limit: 'none', handler: drop },
	{ method: 'POST', path: `${ AUTOMATION }/again`, auth: 'session', role: 'member', limit: 'none', handler: sendRunAgain },
	{ method: 'POST', path: `${ AUTOMATION }/test`, auth: 'session', role: 'member', limit: 'none', handler: sendTestToMe },
	{ method: 'GET', path: `${ AUTOMATION }/delete`, auth: 'session', role: 'member', limit: 'none', handler: askToDelete },
	{ method: 'POST', path: `${ AUTOMATION }/delete`, auth: 'session', role: 'member', limit: 'none', handler: deleteOne },
	{ method: 'GET', path: `${ AUTOMATION }/email`, auth: 'session', role: 'member', limit: 'none', handler: showEmail },
	{ method: 'GET', path: `${ AUTOMATION }/messages/:message`, auth: 'session', role: 'member', limit: 'none', handler: showMessage },
	{ method: 'GET', path: PATHS.sending, auth: 'session', role: 'member', limit: 'none', handler: showSending },
	{ method: 'POST', path: PATHS.sending, auth: 'session', role: 'owner', limit: 'none', handler: saveSending },

	{ method: 'GET', path: PATHS.webhooks, auth: 'session', role: 'member', limit: 'none', handler: showWebhooks },
	{ method: 'GET', path: PATHS.newWebhook, auth: 'session', role: 'owner', limit: 'none', handler: showNewWebhook },
	{ method: 'POST', path: PATHS.newWebhook, auth: 'session', role: 'owner', limit: 'store-checks', handler: takeNewWebhook },
	{ method: 'GET', path: WEBHOOK, auth: 'session', role: 'member', limit: 'none', handler: showWebhook },
	{ method: 'GET', path: `${ WEBHOOK }/edit`, auth: 'session', role: 'owner', limit: 'none', handler: showWebhookEdit },
	{ method: 'POST', path: `${ WEBHOOK }/edit`, auth: 'session', role: 'owner', limit: 'store-checks', handler: takeWebhookEdit },
	{ method: 'POST', path: `${ WEBHOOK }/test`, auth: 'session', role: 'member', limit: 'none', handler: testWebhook },
	{ method: 'POST', path: `${ WEBHOOK }/replay`, auth: 'session', role: 'member', limit: 'none', handler: replayWebhooks },
	{ method: 'POST', path: `${ WEBHOOK }/rotate`, auth: 'session', role: 'owner', limit: 'none', handler: rotateWebhookSecret },
	{ method: 'POST', path: `${ WEBHOOK }/on`, auth: 'session', role: 'owner', limit: 'none', handler: turnWebhookOn },
	{ method: 'POST', path: `${ WEBHOOK }/off`, auth: 'session', role: 'owner', limit: 'none', handler: turnWebhookOff },
	{ method: 'GET', path: `${ WEBHOOK }/delete`, auth: 'session', role: 'owner', limit: 'none', handler: showDeleteWebhook },
	{ method: 'POST', path: `${ WEBHOOK }/delete`, auth: 'session', role: 'owner', limit: 'none', handler: deleteWebhook },
	{ method: 'GET', path: DELIVERY, auth: 'session', role: 'member', limit: 'none', handler: showDelivery },
	{ method: 'POST', path: `${ DELIVERY }/again`, auth: 'session', role: 'member', limit: 'none', handler: sendDeliveryAgain },

	{ method: 'GET', path: UNSUBSCRIBE_PATH, auth: 'none', limit: 'address', handler: showUnsubscribe },
	{ method: 'POST', path: UNSUBSCRIBE_PATH, auth: 'none', limit: 'address', handler: takeUnsubscribe },

	{ method: 'GET', path: PATHS.connect, auth: 'session', role: 'owner', limit: 'none', handler: showStoreUrl },
	{ method: 'POST', path: PATHS.connect, auth: 'session', role: 'owner', limit: 'store-checks', handler: takeStoreUrl },
	{ method: 'GET', path: `${ REQUEST }/import`, auth: 'session', role: 'owner', limit: 'none', handler: showImport },
	{ method: 'POST', path: `${ REQUEST }/import`, auth: 'session', role: 'owner', limit: 'none', handler: takeImport },
	{ method: 'GET', path: `${ REQUEST }/sync`, auth: 'session', role: 'owner', limit: 'none', handler: showSync },
	{ method: 'POST', path: `${ REQUEST }/sync`, auth: 'session', role: 'owner', limit: 'none', handler: takeSync },
	{ method: 'GET', path: PATHS.authorize, auth: 'session', role: 'owner', limit: 'store-checks', handler: showConsent },
	{ method: 'POST', path: PATHS.authorize, auth: 'session', role: 'owner', limit: 'store-checks', handler: takeConsent },

	{ method: 'GET', path: STORE, auth: 'session', role: 'member', limit: 'none', handler: showStore },
	{ method: 'GET', path: `${ STORE }/events`, auth: 'session', role: 'member', limit: 'streams', handler: streamStore },
	{ method: 'POST', path: `${ STORE }/settings`, auth: 'session', role: 'owner', limit: 'none', handler: saveSettings },
	{ method: 'GET', path: `${ STORE }/progress`, auth: 'session', role: 'member', limit: 'none', handler: showProgress },
	{ method: 'GET', path: `${ STORE }/import`, auth: 'session', role: 'owner', limit: 'none', handler: showImportAgain },
	{ method: 'POST', path: `${ STORE }/import`, auth: 'session', role: 'owner', limit: 'none', handler: changeImport },
	{ method: 'GET', path: `${ STORE }/disconnect`, auth: 'session', role: 'owner', limit: 'none', handler: showDisconnect },
	{ method: 'POST', path: `${ STORE }/disconnect`, auth: 'session', role: 'owner', limit: 'none', handler: disconnectStore },
	{ method: 'POST', path: `${ STORE }/pause`, auth: 'session', role: 'owner', limit: 'none', handler: pauseStore },
	{ method: 'POST', path: `${ STORE }/resume`, auth: 'session', role: 'owner', limit: 'none', handler: resumeStore },

	// A visitor who is not signed in does not learn which pages exist.
	...[ '/', '/settings/*', PATHS.orders, '/contacts/*', '/transactions/*', '/products/*', '/collections/*', '/automations/*', '/connect/*', PATHS.signOut ].map(
		( prefix ): ConsoleRoute => ( {
			method: 'ANY',
			path: prefix,
			auth: 'session',
			role: 'member',
			limit: 'none',
			handler: showNoSuchPage,
		} )
	),
	...[
		'/sign-in/*',
		'/sign-out/*',
		'/invitation/*',
		'/orders/*',
		'/unsubscribe/*',
		'/development/*',
		`${ PATHS.assets }/*`,
	].map( ( prefix ): ConsoleRoute => ( {
		method: 'ANY',
		path: prefix,
		auth: 'none',
		limit: 'none',
		handler: showNoSuchPage,
	} ) ),
];

function leadTo( target: string ) {
	return ( _services: unknown, c: RequestContext ): Response =>
		c.redirect( target );
}

/** Gives a page to GET and HEAD; other methods get the same response as in the API. */
async function showNoSuchPage(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	return c.req.method === 'GET' || c.req.method === 'HEAD'
		? c.html( noSuchPage( await findViewer( services, c ) ), 404 )
		: c.notFound();
}
