import {
	createContext,
	useCallback,
	useContext,
	useEffect,
	useRef,
	useState,
} from '@wordpress/element';
import type { ReactNode } from 'react';

const SHOWN_MS = 6_000;

type Toast = ( text: string ) => void;

const ToastContext = createContext< Toast >( () => undefined );

/** Announces that something was done; screen readers speak it, and it disappears by itself. */
export function useToast(): Toast {
	return useContext( ToastContext );
}

/** Looks like WordPress' Snackbar, whose role (a button with another name) confuses screen readers. */
export function Toasts( { children }: { children: ReactNode } ) {
	const [ toast, setToast ] = useState< {
		id: number;
		text: string;
	} | null >( null );
	const count = useRef( 0 );
	const show = useCallback< Toast >(
		( text ) => setToast( { id: ++count.current, text } ),
		[]
	);
	useEffect( () => {
		if ( toast === null ) {
			return undefined;
		}
		const timer = setTimeout( () => setToast( null ), SHOWN_MS );
		return () => clearTimeout( timer );
	}, [ toast ] );
	return (
		<ToastContext.Provider value={ show }>
			{ children }
			<div className="ivorey-toasts" role="status">
				{ toast !== null && <p key={ toast.id }>{ toast.text }</p> }
			</div>
		</ToastContext.Provider>
	);
}
