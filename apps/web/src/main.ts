import { createPinia } from 'pinia';
import { createApp } from 'vue';
import './styles/tokens.css';
import './styles/base.css';
import App from './App.vue';
import { purgeOldDrafts } from './composables/use-draft';
import { connectSession } from './features/session/session.store';
import { router } from './router';

const app = createApp(App);
app.use(createPinia());
connectSession(router);
app.use(router);
purgeOldDrafts();
app.mount('#app');
