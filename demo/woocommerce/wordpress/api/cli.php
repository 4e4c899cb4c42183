<?php
/**
 * The command line: commands are added, and run in this process.
 *
 * @package Framme
 */

/**
 * A command has said that it cannot do what was asked.
 */
final class Pretend_Cli_Error extends RuntimeException {
}

/**
 * The commands, and what they say.
 */
class WP_CLI {

	/** By name. */
	public static $commands = array();

	/** What has been said, line by line. */
	public static $said = array();

	/** What is answered to confirm(). */
	public static $agrees = true;

	public static function add_command( $name, $callable, $args = array() ) {
		self::$commands[ $name ] = $callable;
		return true;
	}

	public static function line( $message = '' ) {
		self::$said[] = (string) $message;
	}

	public static function log( $message ) {
		self::line( $message );
	}

	public static function success( $message ) {
		self::line( 'Success: ' . $message );
	}

	public static function warning( $message ) {
		self::line( 'Warning: ' . $message );
	}

	public static function debug( $message, $group = false ) {
	}

	public static function error( $message, $exit = true ) {
		self::line( 'Error: ' . $message );
		if ( $exit ) {
			throw new Pretend_Cli_Error( (string) $message );
		}
	}

	public static function halt( $return_code ) {
		if ( $return_code ) {
			throw new Pretend_Cli_Error( "ended with $return_code" );
		}
	}

	public static function confirm( $question, $assoc_args = array() ) {
		if ( empty( $assoc_args['yes'] ) && ! self::$agrees ) {
			self::error( 'not confirmed' );
		}
	}

	public static function colorize( $text ) {
		return preg_replace( '/%[a-zA-Z0-9]/', '', $text );
	}

	/**
	 * Run a command line and return what it says.
	 *
	 * @param string $line Without "wp" at its beginning.
	 * @return list<string>
	 */
	public static function run( string $line ): array {
		self::$said = array();
		$positional = array();
		$named      = array();
		foreach ( str_getcsv( $line, ' ', '"', '\\' ) as $word ) {
			if ( preg_match( '/^--(no-)?([^=]+)(?:=(.*))?$/s', (string) $word, $found ) ) {
				$named[ $found[2] ] = $found[3] ?? ( '' === $found[1] );
			} elseif ( '' !== (string) $word ) {
				$positional[] = $word;
			}
		}
		self::dispatch( $positional, $named );
		return self::$said;
	}

	private static function dispatch( array $words, array $named ): void {
		for ( $length = count( $words ); 0 < $length; $length-- ) {
			$command = self::$commands[ implode( ' ', array_slice( $words, 0, $length ) ) ] ?? null;
			if ( null === $command ) {
				continue;
			}
			$rest = array_slice( $words, $length );
			if ( is_string( $command ) && class_exists( $command ) ) {
				$command = new $command();
			}
			if ( is_object( $command ) && ! is_callable( $command ) ) {
				$method  = str_replace( '-', '_', (string) array_shift( $rest ) );
				$method  = method_exists( $command, $method ) ? $method : $method . '_';
				$command = array( $command, $method );
			}
			call_user_func( $command, $rest, $named );
			return;
		}
		throw new Pretend_Cli_Error( 'there is no command: ' . implode( ' ', $words ) );
	}
}
