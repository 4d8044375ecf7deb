import type { MouseEvent, ReactNode } from 'react';
import type { Route } from './route';
import { useNavigation } from './use-route';

interface Props {
	to: Partial< Route >;
	children: ReactNode;
	className?: string;
	current?: boolean;
}

/** A link inside the panel: a plain click changes the screen, any other click behaves as on a normal link. */
export function Link( { to, children, className, current }: Props ) {
	const { go, hrefOf } = useNavigation();
	const follow = ( event: MouseEvent ) => {
		if (
			event.button !== 0 ||
			event.metaKey ||
			event.ctrlKey ||
			event.shiftKey ||
			event.altKey
		) {
			return;
		}
		event.preventDefault();
		go( to );
	};
	return (
		<a
			href={ hrefOf( to ) }
			onClick={ follow }
			className={ className }
			aria-current={ current ? 'page' : undefined }
		>
			{ children }
		</a>
	);
}
