import { automations } from './automations.ts';
import { buyerEmails } from './buyer-emails.ts';
import { collections } from './collections.ts';
import { common } from './common.ts';
import { contacts } from './contacts.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { lists } from './lists.ts';
import { mails } from './mails.ts';
import { orders } from './orders.ts';
import { people } from './people.ts';
import { privacy } from './privacy.ts';
import { products } from './products.ts';
import { readyMade } from './ready-made.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { storeCheck } from './store-check.ts';
import { storeUrl } from './store-url.ts';
import { stores } from './stores.ts';
import { templates } from './templates.ts';
import { tokens } from './tokens.ts';
import { transactions } from './transactions.ts';
import { webhooks } from './webhooks.ts';

/** English, the language in which the console is written. */
export const en = {
	automations,
	buyerEmails,
	collections,
	common,
	contacts,
	history,
	home,
	lists,
	mails,
	orders,
	people,
	privacy,
	products,
	readyMade,
	settings,
	shell,
	signIn,
	storeCheck,
	storeUrl,
	stores,
	templates,
	tokens,
	transactions,
	webhooks,
};
