<?php
/**
 * The tab in which a list of tracking numbers is brought in: takes its forms. What is shown is drawn
 * elsewhere.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A file is looked at first, and what would happen is shown; only then is anything changed.
 */
final class Framme_Import_Tab {

	/**
	 * Show the tab: the list that was brought, or the form to bring one.
	 */
	public static function show(): void {
		$sheet = Framme_Import_Sheet::of( get_current_user_id() );
		if ( $sheet && ! Framme_Forms::has_errors() ) {
			Framme_Import_View::show( $sheet );
		} else {
			self::ask_for_file();
		}
	}

	/**
	 * Take a file and look at its lines.
	 *
	 * @return array<string, string> Errors by field.
	 */
	public static function take_file(): array {
		// phpcs:ignore WordPress.Security.NonceVerification.Missing, WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Framme_Forms has checked the nonce; Framme_Upload checks the file.
		$file  = isset( $_FILES['framme_file'] ) && is_array( $_FILES['framme_file'] ) ? $_FILES['framme_file'] : array();
		$bytes = Framme_Upload::read( $file );
		$rows  = is_wp_error( $bytes ) ? $bytes : Framme_Csv::read( $bytes );
		if ( is_wp_error( $rows ) ) {
			return array( 'file' => $rows->get_error_message() );
		}
		wp_raise_memory_limit( 'admin' );
		Framme_Import_Sheet::begin( get_current_user_id(), sanitize_file_name( Framme_Read::text( $file, 'name' ) ), $rows );
		Framme_Forms::done( 'looked', 'import' );
		return array();
	}

	/**
	 * Begin to add the parcels, as the merchant has said.
	 *
	 * @return array<string, string> Errors: never any.
	 */
	public static function begin_adding(): array {
		$sheet = Framme_Import_Sheet::of( get_current_user_id() );
		if ( $sheet ) {
			$sheet->start();
		}
		return self::go_on();
	}

	/**
	 * Go on with what has begun: look at more lines, or add more parcels.
	 *
	 * @return array<string, string> Errors: never any.
	 */
	public static function go_on(): array {
		$sheet = Framme_Import_Sheet::of( get_current_user_id() );
		if ( $sheet ) {
			wp_raise_memory_limit( 'admin' );
			$sheet->work();
		}
		Framme_Forms::done( 'worked', 'import' );
		return array();
	}

	/**
	 * Put the list away.
	 *
	 * @return array<string, string> Errors: never any.
	 */
	public static function forget(): array {
		$sheet = Framme_Import_Sheet::of( get_current_user_id() );
		if ( $sheet ) {
			$sheet->forget();
		}
		Framme_Forms::done( 'forgotten', 'import' );
		return array();
	}

	/**
	 * Show the form for a file, and what has to be in it.
	 */
	private static function ask_for_file(): void {
		$labels = Framme_Csv_Headings::labels();
		echo '<div class="framme-columns"><div class="framme-card"><h2>' . esc_html__( 'Import tracking numbers', 'framme' ) . '</h2>';
		echo '<p>' . esc_html__( 'Choose a CSV file with one line for each parcel. First you see what would happen to each line; nothing is changed before you say so.', 'framme' ) . '</p>';
		Framme_Forms::begin( 'upload', true );
		echo '<p class="framme-field"><label for="framme-file">' . esc_html__( 'CSV file', 'framme' ) . '</label><input type="file" id="framme-file" name="framme_file" accept=".csv,.txt,.tsv,text/csv" required';
		Framme_Forms::ties( 'file' );
		echo '></p>';
		Framme_Forms::error( 'file' );
		echo '<p><button type="submit" class="button button-primary">' . esc_html__( 'Look at the file', 'framme' ) . '</button></p></form></div>';
		echo '<div class="framme-card"><h2>' . esc_html__( 'What has to be in it', 'framme' ) . '</h2>';
		echo '<p>' . esc_html__( 'The first line names the columns. Between the columns there may be commas, semicolons or tabs.', 'framme' ) . '</p><ul class="framme-list">';
		$columns = array(
			'order'      => __( 'as it stands in the list of orders', 'framme' ),
			'number'     => __( 'as the carrier writes it', 'framme' ),
			'carrier'    => __( 'if you like', 'framme' ),
			'shipped_at' => __( 'if you like: 2026-11-28 or 28.11.2026; without it, today', 'framme' ),
			'url'        => __( 'if you like: where the parcel can be followed', 'framme' ),
			'items'      => __( 'if you like: SKU:2|SKU:1; without it, the whole order', 'framme' ),
		);
		foreach ( $columns as $field => $what ) {
			echo '<li><strong>' . esc_html( $labels[ $field ] ) . '</strong>: ' . esc_html( $what ) . '</li>';
		}
		echo '</ul><pre class="framme-example" tabindex="0">' . esc_html( implode( ';', array( $labels['order'], $labels['carrier'], $labels['number'], $labels['shipped_at'], $labels['items'] ) ) ) . "\n1001;PostNord;00370000000000000001;2026-11-28;MUG-BLUE:2\n1002;DHL;JD000000000000000001;;</pre>";
		/* translators: 1: number of lines, 2: number of megabytes. */
		echo '<p class="description">' . esc_html( sprintf( __( '%1$s lines and %2$s MB at most. A parcel that an order has already is not added again, so a file may be brought twice.', 'framme' ), number_format_i18n( Framme_Csv::MOST_LINES ), 2 ) ) . '</p></div></div>';
	}
}
