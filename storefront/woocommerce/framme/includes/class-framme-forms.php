<?php
/**
 * Takes the forms of our page in wp-admin: checks who sends them and where from, and hands each to the
 * part it belongs to. It knows what no form means.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A form that is all right ends in another page; one that is not is shown again with its errors.
 */
final class Framme_Forms {

	const FIELD = 'framme_form';

	/** Who takes which form; it returns errors by field. */
	const TAKERS = array(
		'address'    => array( 'Framme_Connect_Tab', 'take' ),
		'disconnect' => array( 'Framme_Disconnect', 'take' ),
		'display'    => array( 'Framme_Display_Tab', 'take' ),
		'upload'     => array( 'Framme_Import_Tab', 'take_file' ),
		'import'     => array( 'Framme_Import_Tab', 'begin_adding' ),
		'go_on'      => array( 'Framme_Import_Tab', 'go_on' ),
		'forget'     => array( 'Framme_Import_Tab', 'forget' ),
	);

	/**
	 * Errors of the form that was sent, by field.
	 *
	 * @var array<string, string>
	 */
	private static $errors = array();

	/**
	 * Take the form that was sent with this request, if one was.
	 */
	public static function take(): void {
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- the name of the form tells which nonce it must have, and that is checked next.
		$form = isset( $_POST[ self::FIELD ] ) ? sanitize_key( wp_unslash( $_POST[ self::FIELD ] ) ) : '';
		if ( '' === $form ) {
			return;
		}
		if ( ! isset( self::TAKERS[ $form ] ) || ! current_user_can( Framme_Admin_Page::RIGHT ) ) {
			wp_die( esc_html__( 'You may not do this.', 'framme' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'framme_' . $form );
		self::$errors = call_user_func( self::TAKERS[ $form ] );
	}

	/**
	 * Begin a form; whoever calls ends it.
	 *
	 * @param string $form  One of TAKERS.
	 * @param bool   $files Whether a file is sent with it.
	 */
	public static function begin( string $form, bool $files = false ): void {
		echo '<form method="post" action="' . esc_url( Framme_Admin_Page::url( Framme_Admin_Page::tab() ) ) . '"' . ( $files ? ' enctype="multipart/form-data"' : '' ) . ' data-framme-form="' . esc_attr( $form ) . '">';
		echo '<input type="hidden" name="' . esc_attr( self::FIELD ) . '" value="' . esc_attr( $form ) . '">';
		wp_nonce_field( 'framme_' . $form );
	}

	/**
	 * Go on to a page that says what was done, so that loading it again sends nothing again.
	 *
	 * @param string $done A word Framme_Admin_Notices knows.
	 * @param string $tab  Which tab to show.
	 */
	public static function done( string $done, string $tab = '' ): void {
		wp_safe_redirect( Framme_Admin_Page::url( $tab, array( Framme_Admin_Page::DONE => $done ) ) );
		exit;
	}

	/**
	 * Return a text that was sent.
	 *
	 * @param string $name Of its field.
	 */
	public static function text( string $name ): string {
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- take() has checked it.
		return isset( $_POST[ $name ] ) && is_string( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : '';
	}

	/**
	 * Say whether there are errors.
	 */
	public static function has_errors(): bool {
		return array() !== self::$errors;
	}

	/**
	 * Show the error of a field, if it has one, where the field's aria-describedby expects it.
	 *
	 * @param string $name The field.
	 */
	public static function error( string $name ): void {
		if ( isset( self::$errors[ $name ] ) ) {
			echo '<p class="framme-error" id="framme-error-' . esc_attr( $name ) . '">' . esc_html( self::$errors[ $name ] ) . '</p>';
		}
	}

	/**
	 * Show the attributes of a field that tie it to its error.
	 *
	 * @param string $name The field.
	 */
	public static function ties( string $name ): void {
		if ( isset( self::$errors[ $name ] ) ) {
			echo ' aria-invalid="true" aria-describedby="framme-error-' . esc_attr( $name ) . '"';
		}
	}
}
