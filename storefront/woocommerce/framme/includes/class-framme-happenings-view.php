<?php
/**
 * Shows what has happened to a parcel, in the reader's language, and behind another fold in the
 * carrier's own words. Every text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The scans of one parcel, by day.
 */
final class Framme_Happenings_View {

	/**
	 * The days, the newest first.
	 *
	 * @var list<array<string, mixed>>
	 */
	private $days;

	/**
	 * What stands around them.
	 *
	 * @var Framme_Words
	 */
	private $words;

	/**
	 * Take what to show.
	 *
	 * @param list<array<string, mixed>> $days  As Framme tells them.
	 * @param Framme_Words               $words What stands around them.
	 */
	public function __construct( array $days, Framme_Words $words ) {
		$this->days  = $days;
		$this->words = $words;
	}

	/**
	 * Print the folds; without scans there are none.
	 *
	 * @param bool $opened Whether the first is open.
	 */
	public function show( bool $opened ): void {
		if ( ! $this->days ) {
			return;
		}
		printf( '<details class="framme-fold"%s><summary>%s</summary>', $opened ? ' open' : '', esc_html( $this->words->say( 'happened' ) ) );
		foreach ( $this->days as $day ) {
			printf( '<p class="framme-name">%s</p><ol class="framme-day">', esc_html( Framme_Read::text( $day, 'label' ) ) );
			foreach ( Framme_Read::all( $day, 'happenings' ) as $one ) {
				self::show_happening( $one );
			}
			echo '</ol>';
		}
		echo '</details>';
		$this->show_originals();
	}

	/**
	 * Print one thing that has happened.
	 *
	 * @param array<string, mixed> $one What, when and where.
	 */
	private static function show_happening( array $one ): void {
		printf(
			'<li><span dir="auto">%s</span> <span class="framme-quiet"><time datetime="%s">%s</time>',
			esc_html( Framme_Read::text( $one, 'what' ) ),
			esc_attr( Framme_Read::text( $one, 'instant' ) ),
			esc_html( trim( Framme_Read::text( $one, 'time' ) . ' ' . Framme_Read::text( $one, 'zone' ) ) )
		);
		$where = Framme_Read::text( $one, 'where' );
		if ( '' !== $where ) {
			printf( ' · <bdi>%s</bdi>', esc_html( $where ) );
		}
		echo '</span></li>';
	}

	/**
	 * Print the carrier's own words, if there are any and Framme has said what to call them.
	 */
	private function show_originals(): void {
		$told  = array();
		$title = $this->words->say( 'originals' );
		foreach ( $this->days as $day ) {
			foreach ( Framme_Read::all( $day, 'happenings' ) as $one ) {
				if ( '' !== Framme_Read::text( $one, 'original' ) ) {
					$told[] = array( 'day' => Framme_Read::text( $day, 'label' ) ) + $one;
				}
			}
		}
		if ( ! $told || '' === $title ) {
			return;
		}
		printf( '<details class="framme-fold"><summary>%s</summary><ol class="framme-day">', esc_html( $title ) );
		foreach ( $told as $one ) {
			printf(
				'<li><span dir="auto">%s</span> <span class="framme-quiet">%s <time datetime="%s">%s</time></span></li>',
				esc_html( Framme_Read::text( $one, 'original' ) ),
				esc_html( $one['day'] ),
				esc_attr( Framme_Read::text( $one, 'instant' ) ),
				esc_html( Framme_Read::text( $one, 'time' ) )
			);
		}
		echo '</ol></details>';
	}
}
