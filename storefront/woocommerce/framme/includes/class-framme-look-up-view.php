<?php
/**
 * Shows the form that looks an order up, and what came of it. It works without a script, and every
 * text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A form for an order's number and what proves that it is one's own.
 */
final class Framme_Look_Up_View {

	/** Where the page opens when the form has been sent. */
	const FOUND = 'framme-found';

	/**
	 * The look-up.
	 *
	 * @var Framme_Look_Up
	 */
	private $look_up;

	/**
	 * What stands around the form.
	 *
	 * @var Framme_Words
	 */
	private $words;

	/**
	 * Take what to show.
	 *
	 * @param Framme_Look_Up $look_up What was entered, and what came of it.
	 * @param Framme_Words   $words   What stands around the form.
	 */
	public function __construct( Framme_Look_Up $look_up, Framme_Words $words ) {
		$this->look_up = $look_up;
		$this->words   = $words;
	}

	/**
	 * Print the order that was found, if one was.
	 */
	public function show_order(): void {
		if ( $this->look_up->order ) {
			Framme_Look::keep_private();
			printf( '<div id="%s">', esc_attr( self::FOUND ) );
			$view = new Framme_Order_View( $this->look_up->order, $this->look_up->words );
			$view->alone()->show();
			echo '</div>';
		}
	}

	/**
	 * Print the form, with what was wrong beside it.
	 */
	public function show_form(): void {
		$found = (bool) $this->look_up->order;
		$title = wp_unique_id( 'framme-form-' );
		printf(
			'<form class="framme-form" method="post" action="#%s" aria-labelledby="%s">',
			esc_attr( self::FOUND ),
			esc_attr( $title )
		);
		printf( '<h2 id="%s">%s</h2>', esc_attr( $title ), esc_html( $this->words->say( $found ? 'another' : 'title' ) ) );
		if ( ! $found ) {
			printf( '<p id="%s">%s</p>', esc_attr( self::FOUND ), esc_html( $this->words->say( 'intro' ) ) );
		}
		if ( '' !== $this->look_up->problem ) {
			printf( '<p class="framme-notice" role="alert">%s</p>', esc_html( $this->look_up->problem ) );
		}
		$this->show_field( 'number', 'off' );
		$this->show_field( 'proof', 'email' );
		printf( '<input type="hidden" name="framme_nonce" value="%s">', esc_attr( wp_create_nonce( Framme_Look_Up::ACTION ) ) );
		printf( '<p><button type="submit" class="button wp-element-button">%s</button></p></form>', esc_html( $this->words->say( 'submit' ) ) );
	}

	/**
	 * Print a field with its name, its hint and what is wrong with it.
	 *
	 * @param string $field        Which.
	 * @param string $autocomplete What a browser may fill in.
	 */
	private function show_field( string $field, string $autocomplete ): void {
		$id    = wp_unique_id( 'framme-field-' );
		$wrong = $this->look_up->wrong[ $field ] ?? '';
		printf( '<div class="framme-field"><label for="%s">%s</label>', esc_attr( $id ), esc_html( $this->words->say( $field ) ) );
		printf(
			'<input type="text" id="%1$s" name="%2$s" value="%3$s" maxlength="%4$d" autocomplete="%5$s" autocapitalize="none" spellcheck="false" required aria-describedby="%6$s"%7$s>',
			esc_attr( $id ),
			esc_attr( Framme_Look_Up::FIELD_NAMES[ $field ] ),
			esc_attr( $this->look_up->order ? '' : $this->look_up->entered[ $field ] ),
			absint( Framme_Look_Up::LONGEST[ $field ] ),
			esc_attr( $autocomplete ),
			esc_attr( ( '' !== $wrong ? $id . '-wrong ' : '' ) . $id . '-hint' ),
			'' !== $wrong ? ' aria-invalid="true"' : ''
		);
		if ( '' !== $wrong ) {
			printf( '<p class="framme-error" id="%s-wrong">%s</p>', esc_attr( $id ), esc_html( $wrong ) );
		}
		printf( '<p class="framme-quiet" id="%s-hint">%s</p></div>', esc_attr( $id ), esc_html( $this->words->say( $field . '_hint' ) ) );
	}
}
