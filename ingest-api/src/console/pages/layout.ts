import { html } from 'hono/html';
import { ASSETS } from '../assets.ts';
import { BRAND } from '../../ops/brand.ts';
import { currentFormats } from '../../texts/formats.ts';
import { NAVIGATION, type Section } from '../navigation.ts';
import { back } from '../parts/back.ts';
import { button } from '../parts/button.ts';
import { postForm } from '../parts/form.ts';
import { attributes, type Content, type Html } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import { PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { currentLanguage, texts } from '../../texts/texts.ts';

export interface PageOptions {
	title: string;
	/** The window's title if it differs. */
	windowTitle?: string;
	body: Content | readonly Content[];
	/** null if nobody is signed in: the page is then only a card. */
	viewer: Viewer | null;
	/** The entry of the sidebar to which this page belongs. */
	section?: Section;
	/** The page above this one. */
	back?: { label: string; path: string };
	/** Shown beside the title. */
	badge?: Content;
	/** Buttons across from the title. */
	actions?: Content;
	/** A sentence below the title. */
	intro?: Content;
	/** `form`: as wide as a form, and centered. Defaults to `full`, and to `form` if nobody is signed in. */
	width?: 'form' | 'full';
	/** The URL of the events that keep the `data-part`s of this page live. */
	live?: string;
	/** A dialog above everything; the page behind it is only a backdrop. */
	dialog?: Html;
	/** The interval in seconds at which the page reloads without JavaScript. */
	refreshSeconds?: number;
	/** The browser continues to this address by itself. */
	leadTo?: string;
}

/** Allows content from this server only, and no inline script or style. */
export const CONSOLE_POLICY = {
	defaultSrc: [ "'none'" ],
	scriptSrc: [ "'self'" ],
	styleSrc: [ "'self'" ],
	imgSrc: [ "'self'", 'data:' ],
	connectSrc: [ "'self'" ],
	frameSrc: [ "'self'" ],
	formAction: [ "'self'" ],
	frameAncestors: [ "'none'" ],
	baseUri: [ "'none'" ],
};

/** Also allows pictures from stores. */
export const STORE_PICTURES_POLICY = {
	...CONSOLE_POLICY,
	imgSrc: [ ...CONSOLE_POLICY.imgSrc, 'https:', 'http:' ],
};

/** Also allows inline styles: e-mails in `srcdoc` frames inherit the policy of their page, and add their own. */
export const MAILBOX_POLICY = {
	...CONSOLE_POLICY,
	styleSrc: [ ...CONSOLE_POLICY.styleSrc, "'unsafe-inline'" ],
};

/** For an e-mail within a page: allows pictures from stores and inline styles, but no script. */
export const EMAIL_POLICY = {
	defaultSrc: [ "'none'" ],
	styleSrc: [ "'unsafe-inline'" ],
	imgSrc: [ 'https:', 'http:', 'data:' ],
	formAction: [ "'none'" ],
	frameAncestors: [ "'self'" ],
	baseUri: [ "'none'" ],
	sandbox: [ 'allow-popups', 'allow-popups-to-escape-sandbox' ],
};

/** A page of the console: the sidebar, the heading with its buttons, and the body. */
export function page( options: PageOptions ): Html {
	const {
		title,
		windowTitle = title,
		viewer,
		refreshSeconds,
		leadTo,
	} = options;
	const formats = currentFormats();
	return html`<!doctype html>
		<html
			lang="${ currentLanguage() }"
			${ attributes( { 'data-time-zone': formats.timeZone ?? undefined, 'data-locale': formats.locale ?? undefined, 'data-now': texts().common.justNow, 'data-day-at': texts().common.dayAt } ) }
		>
			<head>
				<meta charset="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<meta name="color-scheme" content="light dark" />
				<meta
					name="theme-color"
					content="${ BRAND.background }"
					media="(prefers-color-scheme: light)"
				/>
				<meta
					name="theme-color"
					content="#111113"
					media="(prefers-color-scheme: dark)"
				/>
				<title>${ windowTitle } – ${ BRAND.name }</title>
				<link
					rel="icon"
					type="image/svg+xml"
					href="${ ASSETS.mark.path }"
				/>
				<link rel="stylesheet" href="${ ASSETS.style.path }" />
				<script type="module" src="${ ASSETS.script.path }"></script>
				${ refreshSeconds === undefined ? '' : html`<noscript><meta http-equiv="refresh" content="${ refreshSeconds }" /></noscript>` }
				${ leadTo === undefined ? '' : html`<meta http-equiv="refresh" content="0; url=${ leadTo }" />` }
			</head>
			${ viewer === null ? signedOut( options ) : signedIn( options, viewer ) }
		</html>`;
}

function signedIn( options: PageOptions, viewer: Viewer ): Html {
	const { section, width, live, dialog } = options;
	return html`<body class="app">
		<a class="skip" href="#main">${ texts().shell.skipToContent }</a>
		<header class="topbar">
			<button
				class="button plain"
				popovertarget="sidebar"
				aria-label="${ texts().shell.menu }"
			>
				${ icon( 'menu' ) }
			</button>
			${ brand() }
		</header>
		<aside id="sidebar" class="sidebar" popover>
			<div class="sidebar-head">
				${ brand() }
				<button
					class="button plain close"
					popovertarget="sidebar"
					popovertargetaction="hide"
					aria-label="${ texts().shell.closeMenu }"
				>
					${ icon( 'x' ) }
				</button>
			</div>
			${ navigation( section ) }
			<div class="me">
				<div class="me-text">
					<strong class="account" title="${ viewer.accountName }"
						>${ viewer.accountName }</strong
					>
					<a
						href="${ PATHS.profile }"
						title="${ texts().shell.yourProfile( { email: viewer.email } ) }"
						>${ viewer.name ?? viewer.email }</a
					>
					${
						viewer.accounts.length < 2
							? ''
							: html`<a href="${ PATHS.profile }#accounts"
									>${ texts().shell.switchAccount }</a
								>`
					}
				</div>
				${ postForm( viewer, PATHS.signOut, button( texts().shell.signOut, { kind: 'plain', small: true, icon: 'log-out' } ) ) }
			</div>
		</aside>
		<main
			id="main"
			tabindex="-1"
			class="${ width ?? 'full' }"
			${ attributes( { 'data-live': live } ) }
		>
			${
				dialog === undefined
					? content( options )
					: html`<div class="behind" aria-hidden="true" inert>
								${ content( options ) }
							</div>
							${ dialog }`
			}
		</main>
	</body>`;
}

function signedOut( options: PageOptions ): Html {
	const { width = 'form' } = options;
	return html`<body class="outside">
		<header class="outside-head">${ brand() }</header>
		<main id="main" class="${ width }">
			${
				width === 'full'
					? content( options )
					: html`<div class="card">
							<div class="card-body">${ content( options ) }</div>
						</div>`
			}
		</main>
	</body>`;
}

function brand(): Html {
	return html`<a class="brand" href="/"
		><img
			src="${ ASSETS.mark.path }"
			alt=""
			width="24"
			height="24"
		/>${ BRAND.name }</a
	>`;
}

function navigation( section: PageOptions[ 'section' ] ): Html {
	const groups = Map.groupBy( NAVIGATION, ( entry ) =>
		'group' in entry ? entry.group : null
	);
	return html`<nav aria-label="${ texts().shell.mainNavigation }">
		${ [ ...groups ].map(
			( [ group, entries ] ) =>
				html`${ group === null ? '' : html`<h2 class="group">${ texts().shell.groups[ group ] }</h2>` }
					<ul>
						${ entries.map(
							( entry ) =>
								html`<li>
									<a
										href="${ entry.path }"
										${ entry.section === section ? html`aria-current="true"` : '' }
										>${ icon( entry.icon ) }${ texts().shell.sections[ entry.section ] }</a
									>
								</li>`
						) }
					</ul>`
		) }
	</nav>`;
}

function content( options: PageOptions ): Html {
	const { title, badge, actions, intro, body } = options;
	return html`<header class="page-head">
			${ options.back === undefined ? '' : back( options.back.label, options.back.path ) }
			<div class="page-title">
				<h1>${ title }</h1>
				${ badge ?? '' }
				${ actions === undefined ? '' : html`<div class="page-actions">${ actions }</div>` }
			</div>
			${ intro === undefined ? '' : html`<p class="intro">${ intro }</p>` }
		</header>
		${ body }`;
}
