import { html } from 'hono/html';
import { PATHS } from '../paths.ts';
import type { Person } from '../../accounts/people.ts';

export type Html = ReturnType< typeof html >;

export interface Viewer extends Person {
	/** For each form. */
	csrf: string;
}

export interface PageOptions {
	title: string;
	body: Html;
	/** null: nobody is signed in. */
	viewer: Viewer | null;
	/** What of the navigation this belongs to. */
	section?: 'orders' | 'settings';
	/** Without JavaScript the page is loaded again so often, in seconds. */
	refreshSeconds?: number;
	/** Leads there by itself. */
	leadTo?: string;
}

/** Everything from this server, no inline script or style. */
export const CONSOLE_POLICY = {
	defaultSrc: [ "'none'" ],
	scriptSrc: [ "'self'" ],
	styleSrc: [ "'self'" ],
	imgSrc: [ "'self'", 'data:' ],
	connectSrc: [ "'self'" ],
	formAction: [ "'self'" ],
	frameAncestors: [ "'none'" ],
	baseUri: [ "'none'" ],
};

export function page( options: PageOptions ): Html {
	const { title, body, viewer, section, refreshSeconds, leadTo } = options;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<meta name="color-scheme" content="light dark" />
				<title>${ title } – Ivorey</title>
				<link rel="icon" href="data:," />
				<link rel="stylesheet" href="${ PATHS.assets }/pico.css" />
				<link rel="stylesheet" href="${ PATHS.assets }/console.css" />
				<script
					type="module"
					src="${ PATHS.assets }/console.js"
				></script>
				${ refreshSeconds === undefined ? '' : html`<noscript><meta http-equiv="refresh" content="${ refreshSeconds }" /></noscript>` }
				${ leadTo === undefined ? '' : html`<meta http-equiv="refresh" content="0; url=${ leadTo }" />` }
			</head>
			<body>
				<a class="skip" href="#main">Skip to content</a>
				<header class="container">
					<nav aria-label="Main">
						<ul>
							<li><a class="brand" href="/">Ivorey</a></li>
						</ul>
						${ viewer === null ? '' : navigation( viewer, section ) }
					</nav>
				</header>
				<main id="main" class="container">${ body }</main>
			</body>
		</html>`;
}

function navigation( viewer: Viewer, section: PageOptions[ 'section' ] ): Html {
	return html`<ul>
		<li>
			<a
				href="${ PATHS.orders }"
				${ section === 'orders' ? html` aria-current="page"` : '' }
				>Orders</a
			>
		</li>
		<li>
			<a
				href="${ PATHS.integrations }"
				${ section === 'settings' ? html` aria-current="true"` : '' }
				>Settings</a
			>
		</li>
		<li class="account">
			<span title="${ viewer.email }">${ viewer.accountName }</span>
		</li>
		<li>
			<form method="post" action="${ PATHS.signOut }">
				${ csrfField( viewer ) }<button class="plain">Sign out</button>
			</form>
		</li>
	</ul>`;
}

export function csrfField( { csrf }: Viewer ): Html {
	return html`<input type="hidden" name="_csrf" value="${ csrf }" />`;
}

/** The last step is this page; one without a path has no page of its own. */
export function breadcrumb(
	...steps: [ label: string, path?: string ][]
): Html {
	return html`<nav aria-label="Breadcrumb" class="breadcrumb">
		<ol>
			${ steps.map( ( [ label, path ], index ) => {
				const isLast = index === steps.length - 1;
				return path === undefined
					? html`<li${ isLast ? html` aria-current="page"` : '' }>${ label }</li>`
					: html`<li><a href="${ path }">${ label }</a></li>`;
			} ) }
		</ol>
	</nav>`;
}

/** Something to know before anything else; `alert` interrupts a screen reader. */
export function notice(
	kind: 'good' | 'warning' | 'bad',
	content: Html | string,
	alert = false
): Html {
	return html`<div
		class="notice ${ kind }"
		role="${ alert ? 'alert' : 'status' }"
	>
		${ content }
	</div>`;
}

export function time( at: Date | string ): Html {
	const date = new Date( at );
	const words = date.toLocaleString( 'en-GB', {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: 'UTC',
	} );
	return html`<time datetime="${ date.toISOString() }">${ words } UTC</time>`;
}

export function count(
	number: number,
	one: string,
	many = `${ one }s`
): string {
	return `${ number.toLocaleString( 'en-GB' ) } ${ number === 1 ? one : many }`;
}
