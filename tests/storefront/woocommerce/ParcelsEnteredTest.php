<?php
/**
 * What somebody enters about a parcel: what is taken, what is refused, and with which words.
 *
 * @package Framme
 */

final class ParcelsEnteredTest extends PretendTestCase {

	/** @var WC_Order Two blue mugs (item 311) and one tea tin (item 312). */
	private $bought;

	protected function setUp(): void {
		parent::setUp();
		$this->bought = $this->order();
	}

	/** @return array<string, string> Messages by field. */
	private function errors( array $typed ): array {
		$wrong = Framme_Parcels::add( $this->bought, $typed );
		$this->assertInstanceOf( WP_Error::class, $wrong );
		$said = array();
		foreach ( $wrong->get_error_codes() as $code ) {
			$said[ $code ] = $wrong->get_error_message( $code );
		}
		return $said;
	}

	/** @return array<string, mixed> */
	private function added( array $typed ): array {
		$parcel = Framme_Parcels::add( $this->bought, $typed );
		$this->assertIsArray( $parcel );
		return $parcel;
	}

	/**
	 * @dataProvider numbers
	 */
	public function test_a_number_is_written_as_carriers_do( string $typed, string $kept ): void {
		$this->assertSame( $kept, $this->added( array( 'number' => $typed ) )['number'] );
	}

	public function numbers(): array {
		return array(
			array( 'jd 0146 0000', 'JD01460000' ),
			array( "1Z\u{00A0}999\u{2011}AA1\u{200B}", '1Z999AA1' ),
			array( 'CJ–123—456', 'CJ123456' ),
			array( "RR123456785SE\n", 'RR123456785SE' ),
			array( 'A.B/C_D:1', 'A.B/C_D:1' ),
		);
	}

	/**
	 * @dataProvider no_numbers
	 */
	public function test_what_is_no_number_is_refused_with_a_reason( string $typed, string $why ): void {
		$this->assertStringContainsString( $why, $this->errors( array( 'number' => $typed ) )['number'] );
		$this->assertSame( array(), Framme_Parcels::of( wc_get_order( 31 ) ) );
	}

	public function no_numbers(): array {
		return array(
			array( '', 'Enter the tracking number' ),
			array( ' - ', 'Enter the tracking number' ),
			array( "\xff\xfe123456", 'Enter the tracking number' ),
			array( '123', 'from 4 to 100' ),
			array( str_repeat( '1', 101 ), 'from 4 to 100' ),
			array( '3,70726E+17', 'spreadsheet has shortened' ),
			array( '3.7E17', 'spreadsheet has shortened' ),
			array( '<script>alert(1)</script>', 'letters and digits only' ),
			array( '=HYPERLINK("http://x")', 'letters and digits only' ),
			array( 'ÅÄÖ12345', 'letters and digits only' ),
		);
	}

	/**
	 * @dataProvider addresses
	 */
	public function test_a_link_is_a_web_address_or_refused( string $typed, bool $taken ): void {
		$parcel = Framme_Parcels::add( $this->bought, array( 'number' => 'AB1234', 'url' => $typed ) );
		$this->assertSame( $taken, ! is_wp_error( $parcel ) );
		$this->assertSame( $taken, ! is_wp_error( $parcel ) || '' === $parcel->get_error_message( 'url' ) );
	}

	public function addresses(): array {
		return array(
			array( '', true ),
			array( 'https://example.com/t?n=1%202', true ),
			array( 'http://example.com', true ),
			array( 'javascript:alert(1)', false ),
			array( 'data:text/html,<script>', false ),
			array( 'ftp://example.com/', false ),
			array( '//example.com/', false ),
			array( 'example.com', false ),
			array( 'https://me:secret@example.com/', false ),
			array( 'https://', false ),
			array( 'https://example.com/' . str_repeat( 'a', 500 ), false ),
		);
	}

	public function test_a_carriers_name_is_plain_text_of_at_most_a_hundred_characters(): void {
		$this->assertSame( 'Bud & Bee', $this->added( array( 'number' => 'AB1234', 'carrier' => '<b>Bud & Bee</b>' ) )['carrier'] );
		$this->assertSame( 'cmd|calc', $this->added( array( 'number' => 'AB1235', 'carrier' => '=+cmd|calc' ) )['carrier'] );
		$this->added( array( 'number' => 'AB1236', 'carrier' => str_repeat( 'å', 100 ) ) );
		$this->assertStringContainsString( '100 characters', $this->errors( array( 'number' => 'AB1237', 'carrier' => str_repeat( 'å', 101 ) ) )['carrier'] );
	}

	/**
	 * @dataProvider days
	 */
	public function test_a_day_is_read_only_where_nobody_can_mistake_it( string $typed, string $day ): void {
		$parcel = Framme_Parcels::add( $this->bought, array( 'number' => 'AB1234', 'shipped_at' => $typed ) );
		$this->assertSame( $day, is_wp_error( $parcel ) ? '' : wp_date( 'Y-m-d', $parcel['shipped_at'] ) );
	}

	public function days(): array {
		return array(
			array( '2026-11-05', '2026-11-05' ),
			array( '2026/11/5', '2026-11-05' ),
			array( '5.11.2026', '2026-11-05' ),
			array( '2026-11-05T23:59:00', '2026-11-05' ),
			array( '2026-11-05 08:00', '2026-11-05' ),
			array( '05/11/2026', '' ),
			array( '2026-13-01', '' ),
			array( '30.02.2026', '' ),
			array( '1999-12-01', '' ),
			array( '2099-01-01', '' ),
			array( 'yesterday', '' ),
			array( '<b>', '' ),
		);
	}

	public function test_without_a_day_and_with_todays_it_was_sent_now(): void {
		$this->assertEqualsWithDelta( time(), $this->added( array( 'number' => 'AB1234' ) )['shipped_at'], 2 );
		$this->assertEqualsWithDelta( time(), $this->added( array( 'number' => 'AB1235', 'shipped_at' => wp_date( 'Y-m-d' ) ) )['shipped_at'], 2 );
	}

	public function test_all_that_is_wrong_is_said_at_once(): void {
		$said = $this->errors( array( 'number' => '1', 'url' => 'x', 'shipped_at' => 'x', 'items' => array( 311 => '9' ) ) );
		$this->assertSame( array( 'number', 'url', 'shipped_at', 'item_311' ), array_keys( $said ) );
	}
}
