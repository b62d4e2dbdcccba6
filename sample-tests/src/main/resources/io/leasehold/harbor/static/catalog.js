const { createApp, h, ref, computed, onMounted, watch } = Vue;

const price = (cents) => (cents / 100).toFixed(2);
const columns = [
  { title: 'SKU', dataIndex: 'sku', sorter: (a, b) => a.sku.localeCompare(b.sku) },
  { title: 'Name', dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name) },
  { title: 'Category', dataIndex: 'category' },
  { title: 'Price', dataIndex: 'priceCents', align: 'right', sorter: (a, b) => a.priceCents - b.priceCents,
    customRender: ({ text }) => price(text) },
  { title: 'Stock', dataIndex: 'stock', align: 'right', sorter: (a, b) => a.stock - b.stock },
];

function drawStock(chart, products) {
  const stock = new Map();
  for (const { category, stock: pieces } of products) stock.set(category, (stock.get(category) ?? 0) + pieces);
  chart.setOption({
    title: { text: 'Stock by category', textStyle: { fontSize: 14 } },
    tooltip: {},
    grid: { left: 60, right: 20, top: 40, bottom: 30 },
    xAxis: { type: 'category', data: [...stock.keys()] },
    yAxis: { type: 'value' },
    series: [{ type: 'bar', data: [...stock.values()], itemStyle: { color: '#0b5c7a' }, barMaxWidth: 60 }],
  });
}

const Catalog = {
  setup() {
    const products = ref([]);
    const loading = ref(true);
    const words = ref('');
    const category = ref('');
    const chartPlace = ref(null);
    const shown = computed(() => products.value.filter((product) =>
      (!category.value || product.category === category.value)
      && `${product.sku} ${product.name}`.toLowerCase().includes(words.value.trim().toLowerCase())));
    const categories = computed(() => [...new Set(products.value.map((product) => product.category))]);

    onMounted(async () => {
      const chart = echarts.init(chartPlace.value);
      addEventListener('resize', () => chart.resize());
      watch(shown, (list) => drawStock(chart, list));
      const response = await fetch('/api/products');
      if (response.status === 401) return location.reload();
      products.value = await response.json();
      loading.value = false;
    });

    return () => h('div', [
      h('div', { class: 'row' }, [
        h(antd.Input, {
          value: words.value, 'onUpdate:value': (text) => { words.value = text; }, allowClear: true,
          placeholder: 'Filter products', 'aria-label': 'Filter products', style: 'width: 260px',
        }),
        h(antd.RadioGroup, { value: category.value, 'onUpdate:value': (name) => { category.value = name; } }, () =>
          ['', ...categories.value].map((name) => h(antd.RadioButton, { value: name }, () => name || 'All'))),
        h('span', { 'data-testid': 'product-count' }, loading.value ? 'Loading…' : `${shown.value.length} products`),
      ]),
      h(antd.Table, {
        columns, dataSource: shown.value, rowKey: 'sku', size: 'small', loading: loading.value,
        pagination: { pageSize: 10, showSizeChanger: false },
      }),
      h('div', { ref: chartPlace, class: 'chart', role: 'img', 'aria-label': 'Stock by category' }),
    ]);
  },
};

createApp(Catalog).mount('#catalog');
