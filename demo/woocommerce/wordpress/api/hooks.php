<?php
/**
 * Hooks: actions and filters with their order and number of arguments.
 *
 * @package Framme
 */

/**
 * Everything that is hooked, and what is happening now.
 */
final class Pretend_Hooks {

	/**
	 * Callbacks by hook, priority and a name for each callback.
	 *
	 * @var array<string, array<int, array<string, array{0: callable, 1: int}>>>
	 */
	public static $callbacks = array();

	/**
	 * How often each hook has been done, as an action and as a filter.
	 *
	 * @var array<string, array<string, int>>
	 */
	public static $done = array(
		'action' => array(),
		'filter' => array(),
	);

	/**
	 * The hooks being done now, innermost last.
	 *
	 * @var list<string>
	 */
	public static $now = array();

	/**
	 * Call what is hooked, in order. What is hooked meanwhile to a later priority is called too.
	 *
	 * @param string       $hook      The hook.
	 * @param list<mixed>  $arguments The arguments.
	 * @param bool         $is_filter Whether each callback changes the first argument.
	 * @return mixed The first argument at the end.
	 */
	public static function run( string $hook, array $arguments, bool $is_filter ) {
		$kind                         = $is_filter ? 'filter' : 'action';
		self::$done[ $kind ][ $hook ] = ( self::$done[ $kind ][ $hook ] ?? 0 ) + 1;
		self::$now[]                  = $hook;
		try {
			$last = null;
			while ( null !== ( $priority = self::next( $hook, $last ) ) ) {
				foreach ( self::$callbacks[ $hook ][ $priority ] as $callback ) {
					$value = call_user_func_array( $callback[0], array_slice( $arguments, 0, $callback[1] ) );
					if ( $is_filter ) {
						$arguments[0] = $value;
					}
				}
				$last = $priority;
			}
		} finally {
			array_pop( self::$now );
		}
		return $arguments[0] ?? null;
	}

	/**
	 * Return the next priority that has callbacks.
	 *
	 * @param string   $hook The hook.
	 * @param int|null $last The one before.
	 */
	private static function next( string $hook, ?int $last ): ?int {
		$left = array();
		foreach ( array_keys( self::$callbacks[ $hook ] ?? array() ) as $priority ) {
			if ( ( null === $last || $priority > $last ) && self::$callbacks[ $hook ][ $priority ] ) {
				$left[] = $priority;
			}
		}
		return $left ? min( $left ) : null;
	}

	/**
	 * Return the same name for the same callback.
	 *
	 * @param callable|array|string $callback The callback.
	 */
	public static function name( $callback ): string {
		if ( is_string( $callback ) ) {
			return $callback;
		}
		if ( is_object( $callback ) ) {
			return spl_object_hash( $callback );
		}
		return ( is_object( $callback[0] ) ? spl_object_hash( $callback[0] ) : $callback[0] ) . '::' . $callback[1];
	}
}

function add_filter( $hook_name, $callback, $priority = 10, $accepted_args = 1 ) {
	Pretend_Hooks::$callbacks[ $hook_name ][ (int) $priority ][ Pretend_Hooks::name( $callback ) ] = array( $callback, (int) $accepted_args );
	return true;
}

function add_action( $hook_name, $callback, $priority = 10, $accepted_args = 1 ) {
	return add_filter( $hook_name, $callback, $priority, $accepted_args );
}

function remove_filter( $hook_name, $callback, $priority = 10 ) {
	$name  = Pretend_Hooks::name( $callback );
	$there = isset( Pretend_Hooks::$callbacks[ $hook_name ][ $priority ][ $name ] );
	unset( Pretend_Hooks::$callbacks[ $hook_name ][ $priority ][ $name ] );
	return $there;
}

function remove_action( $hook_name, $callback, $priority = 10 ) {
	return remove_filter( $hook_name, $callback, $priority );
}

function remove_all_filters( $hook_name, $priority = false ) {
	if ( false === $priority ) {
		unset( Pretend_Hooks::$callbacks[ $hook_name ] );
	} else {
		unset( Pretend_Hooks::$callbacks[ $hook_name ][ $priority ] );
	}
	return true;
}

function remove_all_actions( $hook_name, $priority = false ) {
	return remove_all_filters( $hook_name, $priority );
}

function has_filter( $hook_name, $callback = false ) {
	foreach ( Pretend_Hooks::$callbacks[ $hook_name ] ?? array() as $priority => $callbacks ) {
		if ( false === $callback && $callbacks ) {
			return true;
		}
		if ( false !== $callback && isset( $callbacks[ Pretend_Hooks::name( $callback ) ] ) ) {
			return $priority;
		}
	}
	return false;
}

function has_action( $hook_name, $callback = false ) {
	return has_filter( $hook_name, $callback );
}

function apply_filters( $hook_name, $value, ...$args ) {
	return Pretend_Hooks::run( $hook_name, array_merge( array( $value ), $args ), true );
}

function apply_filters_ref_array( $hook_name, $args ) {
	return Pretend_Hooks::run( $hook_name, $args, true );
}

function do_action( $hook_name, ...$arg ) {
	Pretend_Hooks::run( $hook_name, $arg ? $arg : array( '' ), false );
}

function do_action_ref_array( $hook_name, $args ) {
	Pretend_Hooks::run( $hook_name, $args, false );
}

function did_action( $hook_name ) {
	return Pretend_Hooks::$done['action'][ $hook_name ] ?? 0;
}

function did_filter( $hook_name ) {
	return Pretend_Hooks::$done['filter'][ $hook_name ] ?? 0;
}

function doing_filter( $hook_name = null ) {
	return null === $hook_name ? array() !== Pretend_Hooks::$now : in_array( $hook_name, Pretend_Hooks::$now, true );
}

function doing_action( $hook_name = null ) {
	return doing_filter( $hook_name );
}

function current_filter() {
	return Pretend_Hooks::$now ? end( Pretend_Hooks::$now ) : false;
}

function current_action() {
	return current_filter();
}

function __return_true() {
	return true;
}

function __return_false() {
	return false;
}

function __return_empty_array() {
	return array();
}

function __return_empty_string() {
	return '';
}
