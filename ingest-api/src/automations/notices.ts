import { html } from 'hono/html';

/** What the owner is told by e-mail. */
export function heldNotice(
	name: string,
	url: string
): { subject: string; preheader: string; html: string; text: string } {
	const subject = `“${ name }” reached its hourly limit`;
	const preheader =
		'Further e-mails are held until you release or drop them.';
	const paragraphs = [
		`Your automation “${ name }” reached its hourly limit. What it was to send beyond that is held: nothing is lost, and nothing more is sent until you decide.`,
		'Look at what is held, then release it or drop it:',
	];
	return {
		subject,
		preheader,
		text: [ ...paragraphs, url, 'Ivorey' ].join( '\n\n' ),
		html: String(
			html`<!doctype html>
				<html lang="en">
					<head>
						<meta charset="utf-8" />
						<title>${ subject }</title>
					</head>
					<body
						style="font:16px/1.5 sans-serif;max-width:34em;margin:2em auto;padding:0 1em"
					>
						${ paragraphs.map( ( text ) => html`<p>${ text }</p>` ) }
						<p><a href="${ url }">${ url }</a></p>
						<p>Ivorey</p>
					</body>
				</html>`
		),
	};
}
