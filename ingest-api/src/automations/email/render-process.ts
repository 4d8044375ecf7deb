import { createTemplateRenderer } from './render-template.ts';
import type { EmailLayout, EmailTemplate } from './template.ts';

/* Runs as a separate process, see createRenderer(). It gets no secrets, and renders one e-mail after the other. */

export interface RenderTask {
	template: EmailTemplate;
	variables: object;
	layout: EmailLayout;
}

const render = createTemplateRenderer();

process.on( 'message', ( { template, variables, layout }: RenderTask ) => {
	process.send?.( render( template, variables, layout ) );
} );
// A signal to the whole process group arrives here too. Ignore it, so that the current e-mail is finished.
for ( const signal of [ 'SIGINT', 'SIGTERM' ] as const ) {
	process.on( signal, () => undefined );
}
// The parent process is gone, for whatever reason.
process.on( 'disconnect', () => process.exit() );
process.send?.( 'ready' );
