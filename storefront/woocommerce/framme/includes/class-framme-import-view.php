<?php
/**
 * Draws the list of tracking numbers that a merchant has brought: what will become of each line, or what
 * has. It changes nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A heading, what to do next, and a table.
 */
final class Framme_Import_View {

	/**
	 * Show a list.
	 *
	 * @param Framme_Import_Sheet $sheet The list.
	 */
	public static function show( Framme_Import_Sheet $sheet ): void {
		echo '<h2 class="framme-file-name">' . esc_html( $sheet->name() ) . '</h2>';
		if ( $sheet->is_working() ) {
			self::working( $sheet );
			return;
		}
		$looked = Framme_Import_Sheet::LOOKED === $sheet->phase();
		self::summary( $sheet, $looked );
		echo '<div class="framme-next">';
		if ( $looked && $sheet->count( Framme_Import::NEW ) ) {
			Framme_Forms::begin( 'import' );
			/* translators: %s: number of parcels. */
			$label = sprintf( _n( 'Add %s parcel', 'Add %s parcels', $sheet->count( Framme_Import::NEW ), 'framme' ), number_format_i18n( $sheet->count( Framme_Import::NEW ) ) );
			echo '<button type="submit" class="button button-primary">' . esc_html( $label ) . '</button></form>';
		}
		Framme_Forms::begin( 'forget' );
		echo '<button type="submit" class="button">' . esc_html( $looked ? __( 'Choose another file', 'framme' ) : __( 'Import another file', 'framme' ) ) . '</button></form></div>';
		self::table( $sheet->results() );
	}

	/**
	 * Show how far it has come, and the button to go on, which the script presses by itself.
	 *
	 * @param Framme_Import_Sheet $sheet The list.
	 */
	private static function working( Framme_Import_Sheet $sheet ): void {
		$looking = Framme_Import_Sheet::LOOKING === $sheet->phase();
		/* translators: 1: number of lines, 2: number of lines. */
		$said = $looking ? __( '%1$s of %2$s lines have been looked at.', 'framme' ) : __( '%1$s of %2$s lines are done.', 'framme' );
		echo '<p role="status">' . esc_html( sprintf( $said, number_format_i18n( $sheet->at() ), number_format_i18n( $sheet->lines() ) ) ) . '</p>';
		echo '<p><progress class="framme-progress" max="' . (int) $sheet->lines() . '" value="' . (int) $sheet->at() . '" aria-label="' . esc_attr__( 'Lines done', 'framme' ) . '"></progress></p>';
		Framme_Forms::begin( 'go_on' );
		echo '<button type="submit" class="button button-primary" data-framme-go-on>' . esc_html__( 'Go on', 'framme' ) . '</button></form>';
	}

	/**
	 * Say how many lines will be used, or have been, and how many not.
	 *
	 * @param Framme_Import_Sheet $sheet  The list.
	 * @param bool                $looked Whether nothing has been changed yet.
	 */
	private static function summary( Framme_Import_Sheet $sheet, bool $looked ): void {
		$good  = $sheet->count( $looked ? Framme_Import::NEW : Framme_Import::ADDED );
		$twice = $sheet->count( Framme_Import::TWICE );
		$wrong = $sheet->count( Framme_Import::WRONG );
		$said  = array(
			$looked
				/* translators: %s: number of parcels. */
				? sprintf( _n( '%s parcel will be added.', '%s parcels will be added.', $good, 'framme' ), number_format_i18n( $good ) )
				/* translators: %s: number of parcels. */
				: sprintf( _n( '%s parcel has been added.', '%s parcels have been added.', $good, 'framme' ), number_format_i18n( $good ) ),
		);
		if ( $twice ) {
			/* translators: %s: number of parcels. */
			$said[] = sprintf( _n( '%s is there already.', '%s are there already.', $twice, 'framme' ), number_format_i18n( $twice ) );
		}
		if ( $wrong ) {
			/* translators: %s: number of lines. */
			$said[] = sprintf( _n( '%s line cannot be used.', '%s lines cannot be used.', $wrong, 'framme' ), number_format_i18n( $wrong ) );
		}
		Framme_Admin_Notices::notice( $wrong ? 'warning' : ( $looked ? 'info' : 'success' ), implode( ' ', $said ), true );
	}

	/**
	 * Show the table of lines.
	 *
	 * @param list<array<string, mixed>> $results What became, or will become, of each.
	 */
	private static function table( array $results ): void {
		$heads = array( __( 'Line', 'framme' ), __( 'Order', 'framme' ), __( 'Carrier', 'framme' ), __( 'Tracking number', 'framme' ), __( 'What happens', 'framme' ) );
		echo '<table class="widefat striped framme-lines"><thead><tr>';
		foreach ( $heads as $head ) {
			echo '<th scope="col">' . esc_html( $head ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $results as $result ) {
			echo '<tr class="framme-line-' . esc_attr( $result['state'] ) . '"><td data-label="' . esc_attr( $heads[0] ) . '">' . (int) $result['line'] . '</td><td data-label="' . esc_attr( $heads[1] ) . '">';
			self::order( $result );
			echo '</td><td data-label="' . esc_attr( $heads[2] ) . '">' . esc_html( $result['carrier'] ) . '</td><td data-label="' . esc_attr( $heads[3] ) . '"><span class="framme-number">' . esc_html( $result['number'] ) . '</span></td>';
			echo '<td data-label="' . esc_attr( $heads[4] ) . '"><span class="framme-mark" aria-hidden="true"></span>' . esc_html( $result['said'] ) . '</td></tr>';
		}
		echo '</tbody></table>';
	}

	/**
	 * Show the order of a line, with a link to it.
	 *
	 * @param array<string, mixed> $result A line.
	 */
	private static function order( array $result ): void {
		if ( '' === $result['edit'] ) {
			echo esc_html( $result['order'] );
			return;
		}
		echo '<a href="' . esc_url( $result['edit'] ) . '">#' . esc_html( $result['order'] ) . '</a>';
	}
}
