<?php
/**
 * What becomes of the lines of a list: first said, then done.
 *
 * @package Framme
 */

final class CsvImportTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 1 );
		$this->order();
		$this->order();
	}

	private function begun( string $lines, string $headings = 'Order,Tracking,Items,Carrier,Date,URL' ): Framme_Import_Sheet {
		return Framme_Import_Sheet::begin( 1, 'list.csv', Framme_Csv::read( "$headings\n$lines" ) );
	}

	/** @return list<string> */
	private function states( Framme_Import_Sheet $sheet ): array {
		return array_column( $sheet->results(), 'state' );
	}

	private function done( Framme_Import_Sheet $sheet ): Framme_Import_Sheet {
		$sheet->start();
		$sheet->work();
		return $sheet;
	}

	public function test_looking_changes_nothing_and_says_what_would_happen(): void {
		$sheet = $this->begun( "31,AB1234,MUG-B:2,PostNord,2026-11-20,\n#32,ab-1235\n99,AB1236\n" );
		$this->assertSame( array( 'new', 'new', 'wrong' ), $this->states( $sheet ) );
		$this->assertSame( 'Will be added: 2 pieces, sent November 20, 2026.', $sheet->results()[0]['said'] );
		$this->assertStringContainsString( 'the whole order', $sheet->results()[1]['said'] );
		$this->assertSame( 'There is no order with this number.', $sheet->results()[2]['said'] );
		$this->assertSame( Framme_Import_Sheet::LOOKED, $sheet->phase() );
		$this->assertSame( 0, did_action( 'woocommerce_update_order' ) );
	}

	public function test_bad_lines_keep_no_good_one_back(): void {
		$sheet = $this->done( $this->begun( "99,AB1236\n31,AB1234,MUG-B:1\n31,1\n32,AB1235\n,AB1\n31,,\n" ) );
		$this->assertSame( array( 'wrong', 'added', 'wrong', 'added', 'wrong', 'wrong' ), $this->states( $sheet ) );
		$this->assertSame( Framme_Import_Sheet::DONE, $sheet->phase() );
		$this->assertSame( 'AB1234', Framme_Parcels::of( wc_get_order( 31 ) )[0]['number'] );
		$this->assertSame( 'AB1235', Framme_Parcels::of( wc_get_order( 32 ) )[0]['number'] );
	}

	public function test_the_same_line_twice_adds_one_parcel(): void {
		$sheet = $this->done( $this->begun( "31,AB1234,MUG-B:2\n31,ab 1234,mug-b:2\n" ) );
		$this->assertSame( array( 'added', 'twice' ), $this->states( $sheet ) );
		$this->assertSame( array( 'twice', 'twice' ), $this->states( $this->begun( "31,AB1234,MUG-B:2\n31,ab 1234,mug-b:2\n" ) ) );
		$this->assertCount( 1, Framme_Parcels::of( wc_get_order( 31 ) ) );
	}

	public function test_a_line_that_contradicts_an_earlier_one_is_refused(): void {
		$sheet = $this->begun( "31,AB1234,MUG-B:1\n31,AB1234,TEA-1:1\n" );
		$this->assertSame( array( 'new', 'wrong' ), $this->states( $sheet ) );
		$this->assertStringContainsString( 'in one line', $sheet->results()[1]['said'] );
	}

	public function test_lines_before_use_up_what_is_left(): void {
		$sheet = $this->begun( "31,AB1234,MUG-B:1\n31,AB1235,MUG-B:2\n31,AB1236,MUG-B:1|TEA-1:1\n" );
		$this->assertSame( array( 'new', 'wrong', 'new' ), $this->states( $sheet ) );
		$this->assertSame( array( 'added', 'wrong', 'added' ), $this->states( $this->done( $sheet ) ) );
	}

	/**
	 * @dataProvider items
	 */
	public function test_items_are_found_by_their_article_number( string $typed, $read ): void {
		$order = $this->order( array( 'id' => 50, 'line_items' => array( PretendShop::line( 1, 'A', 2, 'A:1' ), PretendShop::line( 2, 'B', 1, 'twin' ), PretendShop::line( 3, 'B', 3, 'TWIN' ) ) ) );
		$found = Framme_Skus::read( $order, $typed, Framme_Contents::left( $order ) );
		$this->assertSame( $read, is_wp_error( $found ) ? $found->get_error_message() : $found );
	}

	public function items(): array {
		return array(
			array( '', array() ),
			array( ' A:1 : 2 ', array( 1 => 2 ) ),
			array( 'twin', array( 2 => 1 ) ),
			array( 'Twin:3', array( 2 => 1, 3 => 2 ) ),
			array( 'twin:9', array( 2 => 1, 3 => 8 ) ),
			array( 'A:1:1|twin:1|', array( 1 => 1, 2 => 1 ) ),
			array( 'B', 'The order has no item with the SKU “B”.' ),
			array( '<b>x</b>:1', 'The order has no item with the SKU “x”.' ),
			array( ':', 'The order has no item with the SKU “:”.' ),
		);
	}

	public function test_orders_are_found_by_the_number_that_people_know(): void {
		$order = $this->order( array( 'id' => 60, 'number' => 'WEB-1001', 'meta' => array( '_order_number' => 'WEB-1001' ) ) );
		$this->assertInstanceOf( WP_Error::class, Framme_Order_Finder::find( 'WEB-1001' ), 'no plugin makes numbers here' );
		add_filter(
			'woocommerce_order_number',
			static function ( $number ) {
				return $number;
			}
		);
		$this->assertSame( 60, Framme_Order_Finder::find( ' #WEB-1001' )->get_id() );
		$this->assertSame( 60, Framme_Order_Finder::find( '60' )->get_id(), 'by its id, where no order has that number' );
	}

	public function test_a_number_counts_before_an_id(): void {
		$this->order( array( 'id' => 60, 'number' => '70', 'meta' => array( '_order_number' => '70' ) ) );
		$this->order( array( 'id' => 70, 'number' => '80', 'meta' => array( '_order_number' => '80' ) ) );
		add_filter( 'woocommerce_order_number', 'strval' );
		$this->assertSame( 60, Framme_Order_Finder::find( '70' )->get_id() );
	}

	public function test_a_number_of_two_orders_is_of_none(): void {
		foreach ( array( 60, 61 ) as $id ) {
			$this->order( array( 'id' => $id, 'number' => 'X1', 'meta' => array( '_my_number' => 'X1' ) ) );
		}
		add_filter( 'woocommerce_order_number', 'strval' );
		$this->assertSame( 'There is no order with this number.', Framme_Order_Finder::find( 'X1' )->get_error_message() );
		add_filter(
			'framme_order_number_keys',
			static function () {
				return array( '_my_number' );
			}
		);
		$this->assertSame( 'Several orders have this number.', Framme_Order_Finder::find( 'X1' )->get_error_message() );
	}

	public function test_a_long_list_is_worked_off_in_several_requests(): void {
		$lines = '';
		foreach ( range( 100, 119 ) as $id ) {
			$this->order( array( 'id' => $id ) );
			$lines .= "$id,NUMBER$id\n";
		}
		$rows  = Framme_Csv::read( "Order,Tracking\n$lines" );
		$sheet = Framme_Import_Sheet::begin( 1, 'list.csv', $rows );
		$sheet->start();
		for ( $requests = 0; $sheet->is_working(); $requests++ ) {
			$sheet = Framme_Import_Sheet::of( 1 );
			$sheet->work( 0.0 );
		}
		$this->assertSame( 20, $requests );
		$this->assertSame( 20, Framme_Import_Sheet::of( 1 )->count( Framme_Import::ADDED ) );
	}

	public function test_looking_goes_on_where_it_stopped_and_knows_what_was_used_up(): void {
		update_option( Framme_Import_Sheet::PREFIX . 1, array( 'name' => 'x', 'begun' => time(), 'phase' => 'looking', 'at' => 0, 'rows' => Framme_Csv::read( "Order,Tracking,Items\n31,AB1234,MUG-B:2\n31,AB1235,MUG-B:1\n31,AB1234,MUG-B:2" ), 'results' => array(), 'used' => array() ) );
		for ( $sheet = Framme_Import_Sheet::of( 1 ); $sheet->is_working(); $sheet = Framme_Import_Sheet::of( 1 ) ) {
			$sheet->start();
			$sheet->work( 0.0 );
		}
		$this->assertSame( Framme_Import_Sheet::LOOKED, $sheet->phase(), 'nothing is added before the merchant has seen it all' );
		$this->assertSame( array( 'new', 'wrong', 'twice' ), $this->states( $sheet ) );
	}

	public function test_a_list_is_one_merchants_own_and_kept_for_a_day(): void {
		$this->begun( "31,AB1234\n" );
		$this->assertNull( Framme_Import_Sheet::of( 2 ) );
		$kept          = get_option( 'framme_import_1' );
		$kept['begun'] = time() - DAY_IN_SECONDS - 1;
		update_option( 'framme_import_1', $kept );
		$this->assertNull( Framme_Import_Sheet::of( 1 ) );
		$this->assertFalse( get_option( 'framme_import_1' ) );
		$this->assertArrayNotHasKey( 'framme_import_1', wp_load_alloptions() );
	}

	public function test_a_list_nobody_comes_back_to_is_forgotten_by_the_schedule(): void {
		$this->begun( "31,AB1234\n" );
		$this->begun( "31,AB1234\n" );
		$this->pass( DAY_IN_SECONDS + 1 );
		$this->run_schedule();
		$this->assertFalse( get_option( 'framme_import_1' ) );
	}

	public function test_the_tab_shows_every_line_and_nothing_in_it_can_become_markup(): void {
		$this->begun( "31,AB1234,,PostNord,,\n\"<script>alert(1)</script>\",\"=cmd|' /C calc'!A0\",,\"\"\"><img src=x>\",,\n31,AB1235,,,,javascript:alert(1)\n" );
		$html = $this->admin_page( 'framme', array( 'tab' => 'import' ) );
		$this->assertStringNotContainsString( '<script', $html );
		$this->assertStringNotContainsString( '<img', $html );
		$this->assertStringContainsString( 'Add 1 parcel<', $html );
		$this->assertStringContainsString( '2 lines cannot be used.', $html );
		$this->assertSame( 3, substr_count( $html, '<tr class="framme-line-' ) );
	}

	public function test_the_merchant_goes_from_looking_to_adding_to_the_next_file(): void {
		$this->begun( "31,AB1234\n" );
		$this->assertSame( 'worked', $this->sent( 'import' ) );
		$html = $this->admin_page( 'framme', array( 'tab' => 'import' ) );
		$this->assertStringContainsString( '1 parcel has been added.', $html );
		$this->assertStringNotContainsString( 'value="import"', $html );
		$this->assertSame( 'worked', $this->sent( 'import' ), 'pressed twice' );
		$this->assertCount( 1, Framme_Parcels::of( wc_get_order( 31 ) ) );
		$this->assertSame( 'forgotten', $this->sent( 'forget' ) );
		$this->assertStringContainsString( 'type="file"', $this->admin_page( 'framme', array( 'tab' => 'import' ) ) );
	}

	public function test_going_on_never_begins_to_add(): void {
		$this->begun( "31,AB1234\n" );
		$this->sent( 'go_on' );
		$this->assertSame( Framme_Import_Sheet::LOOKED, Framme_Import_Sheet::of( 1 )->phase() );
	}

	public function test_while_lines_wait_the_page_shows_how_far_it_is(): void {
		$sheet = $this->begun( "31,AB1234\n32,AB1235\n" );
		$sheet->start();
		$sheet->work( 0.0 );
		$html = $this->admin_page( 'framme', array( 'tab' => 'import' ) );
		$this->assertStringContainsString( '1 of 2 lines are done.', $html );
		$this->assertStringContainsString( 'data-framme-go-on', $html );
	}

	public function test_a_missing_or_forged_file_is_said_beside_the_field(): void {
		$_FILES = array( 'framme_file' => array( 'name' => 'a.csv', 'tmp_name' => '/etc/passwd', 'error' => 0, 'size' => 1 ) );
		$this->post( array( 'framme_form' => 'upload', '_wpnonce' => wp_create_nonce( 'framme_upload' ) ) );
		$html = $this->admin_page( 'framme', array( 'tab' => 'import' ) );
		$this->assertStringContainsString( 'id="framme-error-file">The file could not be read.', $html );
		$this->assertStringContainsString( 'aria-describedby="framme-error-file"', $html );
	}

	/** Send a form of the page and return what is said to have been done. */
	private function sent( string $form ): string {
		$this->post( array( 'framme_form' => $form, '_wpnonce' => wp_create_nonce( 'framme_' . $form ) ) );
		try {
			$this->admin_page( 'framme', array( 'tab' => 'import' ) );
		} catch ( Pretend_Redirect $redirect ) {
			$_POST = array();
			parse_str( (string) wp_parse_url( $redirect->location, PHP_URL_QUERY ), $query );
			return $query['framme_done'];
		}
		return '';
	}
}
