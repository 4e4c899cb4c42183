<?php
/**
 * Shows how the shop is reached: its own page for that, and its mail address. Every text is escaped
 * where it is printed, and only web and mail addresses become links.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One part of an order's card.
 */
final class Framme_Contact_View {

	/**
	 * Print the ways to the shop, if there are any and Framme has said what to call them.
	 *
	 * @param array<string, mixed> $contact The shop's page and mail address.
	 * @param Framme_Words         $words   What stands around them.
	 * @param int                  $level   Of the heading.
	 */
	public static function show( array $contact, Framme_Words $words, int $level ): void {
		$page  = Framme_Read::link( $contact, 'page' );
		$mail  = Framme_Read::mail( $contact, 'mail' );
		$title = $words->say( 'contact' );
		if ( '' === $title || '' === $page . $mail ) {
			return;
		}
		$shop = wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES );
		printf(
			'<div class="framme-part"><h%1$d>%2$s</h%1$d><p class="framme-quiet" dir="auto">%3$s</p>',
			absint( $level ),
			esc_html( $title ),
			esc_html( $words->say( 'contact_help', array( 'shop' => $shop ) ) )
		);
		if ( '' !== $page ) {
			printf( '<p><a class="framme-link" href="%s" rel="noopener noreferrer">%s</a></p>', esc_url( $page, array( 'http', 'https' ) ), esc_html( $words->say( 'contact_page' ) ) );
		}
		if ( '' !== $mail ) {
			printf( '<p><a href="%s"><bdi>%s</bdi></a></p>', esc_url( $mail, array( 'mailto' ) ), esc_html( Framme_Read::text( $contact, 'address' ) ) );
		}
		echo '</div>';
	}
}
