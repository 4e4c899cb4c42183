<?php
/**
 * Says at the top of our page what has just been done there, or at Framme. It does nothing itself.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Words in the address stand for sentences; words we do not know stand for nothing.
 */
final class Framme_Admin_Notices {

	/**
	 * Show the notices for the address of this page.
	 */
	public static function show(): void {
		// phpcs:disable WordPress.Security.NonceVerification.Recommended -- chooses what is said; nothing is changed.
		$came = isset( $_GET[ Framme_Admin_Page::CAME_BACK ] ) ? sanitize_key( wp_unslash( $_GET[ Framme_Admin_Page::CAME_BACK ] ) ) : '';
		$done = isset( $_GET[ Framme_Admin_Page::DONE ] ) ? sanitize_key( wp_unslash( $_GET[ Framme_Admin_Page::DONE ] ) ) : '';
		// phpcs:enable
		if ( Framme_Forms::has_errors() ) {
			self::notice( 'error', __( 'Something has to be corrected; see below.', 'framme' ) );
			return;
		}
		foreach ( array( self::came_back( $came ), self::done( $done ) ) as $said ) {
			if ( $said ) {
				self::notice( $said[0], $said[1] );
			}
		}
	}

	/**
	 * Show one notice.
	 *
	 * @param string $tone success, info, warning or error.
	 * @param string $text What is said.
	 * @param bool   $here Whether it stays where it is in the page; others move to the top.
	 */
	public static function notice( string $tone, string $text, bool $here = false ): void {
		$tone = in_array( $tone, array( 'success', 'info', 'warning', 'error' ), true ) ? $tone : 'info';
		echo '<div class="notice notice-' . esc_attr( $tone ) . ( $here ? ' inline' : ' is-dismissible' ) . '"><p>' . esc_html( $text ) . '</p></div>';
	}

	/**
	 * Return what is said to a merchant who comes back from Framme.
	 *
	 * @param string $how What Framme says.
	 * @return array{string, string}|null
	 */
	private static function came_back( string $how ): ?array {
		if ( 'connected' === $how && ! Framme_Options::connected() ) {
			return array( 'info', __( 'Framme has got its keys and will be in touch with this shop in a moment. Load this page again in a minute.', 'framme' ) );
		}
		$said = array(
			'connected' => array( 'success', __( 'Your shop is connected. Framme is now reading the orders of the last 60 days.', 'framme' ) ),
			'denied'    => array( 'warning', __( 'You did not let Framme in, so nothing has been connected and nothing was sent.', 'framme' ) ),
			'failed'    => array( 'error', __( 'Connecting did not work. Try once more; if it fails again, use “Test the connection” once, and ask whoever runs your Framme.', 'framme' ) ),
		);
		return $said[ $how ] ?? null;
	}

	/**
	 * Return what is said when a form has done its work.
	 *
	 * @param string $what What was done.
	 * @return array{string, string}|null
	 */
	private static function done( string $what ): ?array {
		$said = array(
			'saved'              => array( 'success', __( 'Saved.', 'framme' ) ),
			'address'            => array( 'success', __( 'The address has been saved. Now connect your shop.', 'framme' ) ),
			'disconnected'       => array( 'success', __( 'Your shop is disconnected.', 'framme' ) ),
			'disconnected_alone' => array( 'warning', __( 'Your shop is disconnected, and Framme can read nothing here any more. It could not be told, and will notice by itself.', 'framme' ) ),
			'forgotten'          => array( 'success', __( 'The list has been put away.', 'framme' ) ),
		);
		return $said[ $what ] ?? null;
	}
}
