<?php
/**
 * Reads what stands in a document of Framme's, whatever stands there: nothing is escaped here, and
 * everything read must be when it is shown.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * What is missing or of another kind is empty.
 */
final class Framme_Read {

	/**
	 * Return a text.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 */
	public static function text( array $from, string $name ): string {
		$found = $from[ $name ] ?? '';
		return is_string( $found ) || is_int( $found ) ? (string) $found : '';
	}

	/**
	 * Return a whole web address; anything else is no link. WordPress alone would let "//host" pass.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 */
	public static function link( array $from, string $name ): string {
		$found = trim( self::text( $from, $name ) );
		return preg_match( '#^https?://[^/]#i', $found ) ? esc_url_raw( $found, array( 'http', 'https' ) ) : '';
	}

	/**
	 * Return a link that writes a mail to one address; anything else is none.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 */
	public static function mail( array $from, string $name ): string {
		$found = trim( self::text( $from, $name ) );
		return preg_match( '#^mailto:[^@\s?&,]+@[^@\s?&,]+(\?subject=[^\s&]*)?$#iD', $found ) ? esc_url_raw( $found, array( 'mailto' ) ) : '';
	}

	/**
	 * Return the address of a picture; anything that is not whole and secure is none.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 */
	public static function picture( array $from, string $name ): string {
		$found = self::link( $from, $name );
		return 0 === stripos( $found, 'https://' ) ? $found : '';
	}

	/**
	 * Return a whole number.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 */
	public static function number( array $from, string $name ): int {
		return is_numeric( $from[ $name ] ?? null ) ? (int) $from[ $name ] : 0;
	}

	/**
	 * Say whether something is true.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 */
	public static function yes( array $from, string $name ): bool {
		return true === ( $from[ $name ] ?? false );
	}

	/**
	 * Return a part that has parts itself.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 * @return array<string, mixed>
	 */
	public static function part( array $from, string $name ): array {
		return is_array( $from[ $name ] ?? null ) ? $from[ $name ] : array();
	}

	/**
	 * Return a list of such parts.
	 *
	 * @param array<string, mixed> $from Where it stands.
	 * @param string               $name Its name.
	 * @return list<array<string, mixed>>
	 */
	public static function all( array $from, string $name ): array {
		return array_values( array_filter( self::part( $from, $name ), 'is_array' ) );
	}

	/**
	 * Return a word if it is one of those we know, else the first of them.
	 *
	 * @param array<string, mixed> $from  Where it stands.
	 * @param string               $name  Its name.
	 * @param string[]             $known The words.
	 */
	public static function one_of( array $from, string $name, array $known ): string {
		$found = self::text( $from, $name );
		return in_array( $found, $known, true ) ? $found : $known[0];
	}
}
