<?php
/**
 * Shows what proves that a parcel was handed over, to who has proven that it is theirs. Every text
 * is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Who signed, and the carrier's document.
 */
final class Framme_Proof_View {

	/**
	 * Print the proof, if there is one.
	 *
	 * @param array<string, mixed> $proof What the carrier keeps.
	 * @param Framme_Words         $words What stands around it.
	 * @param int                  $level Of the heading.
	 */
	public static function show( array $proof, Framme_Words $words, int $level ): void {
		if ( ! $proof ) {
			return;
		}
		printf( '<h%1$d>%2$s</h%1$d>', absint( $level ), esc_html( $words->say( 'handed_over' ) ) );
		$name = Framme_Read::text( $proof, 'signed_by' );
		if ( '' !== $name ) {
			printf( '<p dir="auto">%s</p>', esc_html( $words->say( 'signed_by', array( 'name' => $name ) ) ) );
		}
		self::show_link( Framme_Read::link( $proof, 'document' ), $words->say( 'document' ) );
	}

	/**
	 * Print a link to somebody else's page, if it leads somewhere.
	 *
	 * @param string $link A web address, or nothing.
	 * @param string $text What it says.
	 */
	public static function show_link( string $link, string $text ): void {
		if ( '' !== $link && '' !== $text ) {
			printf( '<p><a href="%s" rel="noopener noreferrer nofollow external">%s</a></p>', esc_url( $link, array( 'http', 'https' ) ), esc_html( $text ) );
		}
	}
}
